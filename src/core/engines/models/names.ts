/** A model's whole name: where no tag is said it is `latest`. A colon in front of a slash belongs to a port. */
export function wholeName(name: string): string {
  const trimmed = name.trim()
  return trimmed.lastIndexOf(':') > trimmed.lastIndexOf('/') ? trimmed : `${trimmed}:latest`
}

/** `gpt-oss:120b-cloud`, `gemma:cloud`: Ollama would hand it on to its cloud, and need not have it in its list. */
export function saysRemote(name: string): boolean {
  return /[:-]cloud(?::latest)?$/i.test(name.trim())
}

/** The host a server fetches a model of this name from. */
export function registryOf(name: string): string {
  const [first = '', ...rest] = name.trim().split('/')
  return rest.length > 0 && /[.:]/.test(first)
    ? first.replace(/:\d+$/, '').toLowerCase()
    : 'registry.ollama.ai'
}
