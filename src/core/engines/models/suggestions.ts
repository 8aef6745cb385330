/**
 * Small models for who has none. The sizes are those Ollama's own README printed beside these names (February 2026);
 * which one is good is for the dreamer to find out.
 */
export const SUGGESTIONS = [
  { name: 'gemma3:1b', size: '815 MB' },
  { name: 'llama3.2', size: '2.0 GB' },
  { name: 'gemma3', size: '3.3 GB' },
] as const

/** How Ollama is installed, by its own pages. */
export function howToInstall(platform: NodeJS.Platform): string {
  const page = 'get it from https://ollama.com/download'
  return platform === 'linux' ? `${page} (or: curl -fsSL https://ollama.com/install.sh | sh)` : page
}
