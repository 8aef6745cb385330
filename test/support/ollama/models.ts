export type FakeModel = {
  readonly name: string
  readonly size: number
  readonly digest: string
  readonly parameters: string
  readonly quantisation: string
  readonly family: string
  /** What it was made for. */
  readonly context: number
  readonly capabilities: readonly string[]
  /** It is run there, under this name. */
  readonly remote: { readonly host: string; readonly model: string } | undefined
  /** Says where it runs only in its answers, as no honest server does. */
  readonly hidesRemote: boolean
  readonly loaded: boolean
  /** Answers 200 having read no more than fits, whatever it was told. */
  readonly readsOnlyWhatFits: boolean
  /** Lists without context and capabilities, as servers before 2026 did. */
  readonly oldList: boolean
}

export function withDefaults(model: Partial<FakeModel>): FakeModel {
  return {
    name: 'little:1b',
    size: 815_000_000,
    digest: 'a1b2c3d4e5f6',
    parameters: '1.0B',
    quantisation: 'Q4_K_M',
    family: 'llama',
    context: 8192,
    capabilities: ['completion'],
    remote: undefined,
    hidesRemote: false,
    loaded: false,
    readsOnlyWhatFits: false,
    oldList: false,
    ...model,
  }
}

export function remoteFields({ remote, hidesRemote }: FakeModel, { inAnswer = false } = {}) {
  if (remote === undefined || (hidesRemote && !inAnswer)) return {}
  return { remote_model: remote.model, remote_host: remote.host }
}

export function listOf(model: FakeModel) {
  return {
    name: model.name,
    model: model.name,
    modified_at: '2026-08-21T18:48:22Z',
    size: model.size,
    digest: model.digest,
    details: { ...detailsOf(model), ...(!model.oldList && { context_length: model.context }) },
    ...(!model.oldList && { capabilities: model.capabilities }),
    ...remoteFields(model),
  }
}

export function showOf(model: FakeModel) {
  return {
    license: 'MIT',
    modelfile: `FROM ${model.name}`,
    parameters: 'temperature 0.7',
    template: '{{ .Prompt }}',
    details: detailsOf(model),
    model_info: { 'general.architecture': model.family, [`${model.family}.context_length`]: model.context },
    capabilities: model.capabilities,
    modified_at: '2026-08-21T18:48:22Z',
    ...remoteFields(model),
  }
}

export function psOf(model: FakeModel) {
  return {
    name: model.name,
    model: model.name,
    size: model.size + 100,
    digest: model.digest,
    details: detailsOf(model),
    expires_at: '2026-08-21T18:53:22Z',
    size_vram: model.size,
    context_length: 4096,
  }
}

function detailsOf(model: FakeModel) {
  return {
    parent_model: '',
    format: 'gguf',
    family: model.family,
    families: [model.family],
    parameter_size: model.parameters,
    quantization_level: model.quantisation,
  }
}
