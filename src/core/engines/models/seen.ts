/** English runs to four or five letters a token, and no script we know of to eight over a whole page. */
const MOST_LETTERS_A_TOKEN = 8
/** Below it a count says nothing: templates and short words are most of it. */
const ENOUGH_LETTERS = 400

/**
 * Whether a model can have seen all it was given, by how many tokens its server says it read. Some servers answer 200
 * when they gave it a part only: the count is then at the brim of the context, or too small for so many letters.
 */
export function sawHow(
  text: string,
  promptTokens: number | null,
  context: number,
): 'all' | 'part' | 'unknown' {
  if (promptTokens === null || promptTokens <= 0) return 'unknown'
  if (promptTokens >= context) return 'part'
  const letters = [...text.replaceAll(/\s+/g, ' ')].length
  if (letters >= ENOUGH_LETTERS && promptTokens < letters / MOST_LETTERS_A_TOKEN) return 'part'
  return 'all'
}
