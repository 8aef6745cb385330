import { AppError } from '../../contract/errors.ts'
import { canChat, chosenModel } from '../engines/models/choose.ts'
import { wholeName } from '../engines/models/names.ts'
import type { ListedModel, TextModels } from '../engines/models/port.ts'
import { isLoopback } from '../lib/hosts.ts'
import { getSettings } from '../store/settings.ts'
import type { StreamHands } from './hands.ts'

/** Who writes, with what is kept of them. */
export type Reader = {
  readonly server: TextModels
  readonly model: ListedModel
  readonly version: string
  readonly runsAt: string | null
}

/** No model reads: why, or null where none is wanted. */
export type Nobody = { readonly nobody: AppError | null }

/** Named like a model by who wants none. */
export const BUILT_IN = 'builtin'

/** The model that was named, chosen, or is the only one; or why nobody can be asked. */
export async function findReader(hands: StreamHands, name: string | undefined): Promise<Reader | Nobody> {
  if (name === BUILT_IN) return { nobody: null }
  const server = await hands.models()
  const { model: setting } = await hands.read(getSettings)
  const wanted = name ?? setting
  try {
    const listed = await server.list(hands)
    const model =
      name === undefined
        ? chosenModel(listed, setting)
        : listed.find((one) => wholeName(one.name) === wholeName(name))
    if (model === undefined) return await absent(server, listed, { wanted, named: name !== undefined, hands })
    if (!canChat(model)) throw cannotWrite(model.name)
    const { hostname } = new URL(server.address.url)
    return {
      server,
      model,
      version: await server.version(hands),
      runsAt: model.remote?.host ?? (isLoopback(hostname) ? null : hostname),
    }
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'model_unavailable' && name === undefined)
      return { nobody: thrown }
    throw thrown
  }
}

async function absent(
  server: TextModels,
  listed: readonly ListedModel[],
  { wanted, named, hands }: { wanted: string | null; named: boolean; hands: StreamHands },
): Promise<Nobody> {
  if (wanted !== null) {
    // It says whether it is refused or not there, in its own words.
    await server.show(wanted, hands)
    throw new AppError('not_found', `There is no model ${wanted} here`, {
      hint: 'See `dreamcanvas models list`.',
      details: { model: wanted, named },
    })
  }
  const able = listed.filter((model) => model.remote === null && canChat(model)).map((model) => model.name)
  if (able.length > 1)
    throw new AppError('invalid_input', 'There are several models that could read, and none was chosen', {
      hint: `Choose one with \`dreamcanvas models use\`, or name it with --model: ${able.join(', ')}.`,
      details: { models: able },
    })
  return {
    nobody: new AppError('model_unavailable', 'There is no model on this machine that could read', {
      hint: 'See what is missing: `dreamcanvas models doctor`.',
    }),
  }
}

function cannotWrite(name: string): AppError {
  return new AppError('invalid_input', `${name} cannot write, and so cannot read a dream to you`, {
    hint: 'Choose another: `dreamcanvas models list`.',
  })
}
