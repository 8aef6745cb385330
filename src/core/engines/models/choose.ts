import type { ListedModel } from './port.ts'
import { wholeName } from './names.ts'

/** The model that reads where no other is named: the one that was chosen, or the only one there is. */
export function chosenModel<M extends Pick<ListedModel, 'name' | 'capabilities' | 'remote'>>(
  models: readonly M[],
  setting: string | null,
): M | undefined {
  if (setting !== null) return models.find(({ name }) => wholeName(name) === wholeName(setting))
  const able = models.filter((model) => model.remote === null && canChat(model))
  return able.length === 1 ? able[0] : undefined
}

/** An older server does not say what a model can do; one that only embeds says so in its name, mostly. */
export function canChat({ name, capabilities }: Pick<ListedModel, 'name' | 'capabilities'>): boolean {
  return capabilities.length > 0 ? capabilities.includes('completion') : !/embed|minilm|bge-/i.test(name)
}
