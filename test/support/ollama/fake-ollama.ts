import { onTestFinished } from 'vitest'
import { serveOllama, type Options } from './server.ts'

/** A fake Ollama for as long as the test runs. */
export async function startOllama(options: Options = {}) {
  const ollama = await serveOllama(options)
  onTestFinished(() => ollama.close())
  return ollama
}
