/** Measured before it is sent, since a server may cut what does not fit. */
const LETTERS_A_TOKEN = 3.2
const FEWEST_LETTERS_A_TOKEN_IN_LATIN = 5
/** Scripts a model saw little of cost up to a token a letter. */
const TOKENS_A_LETTER = 0.9
const ANSWER = 1600
const SHORTEST_ANSWER = 500
const LEAST = 4096
const STEP = 1024

export type Budget =
  | { readonly fits: true; readonly context: number; readonly maxTokens: number }
  | { readonly fits: false; readonly wanted: number }

/** How many tokens to ask for, so that the prompt and an answer have room; or that they cannot have. */
export function budgetFor(prompt: string, holds: number | null): Budget {
  const latin = prompt.match(/[\p{ASCII}\p{Script=Latin}]/gu)?.length ?? 0
  const other = [...prompt].length - latin
  const likely = Math.ceil(latin / LETTERS_A_TOKEN + other * TOKENS_A_LETTER)
  const maxTokens = other > latin / 4 ? ANSWER * 1.5 : ANSWER
  const atLeast = Math.ceil(latin / FEWEST_LETTERS_A_TOKEN_IN_LATIN + other / 4) + SHORTEST_ANSWER
  const context = Math.max(LEAST, Math.ceil((likely + maxTokens) / STEP) * STEP)
  if (holds === null) return { fits: true, context, maxTokens }
  if (atLeast > holds) return { fits: false, wanted: Math.ceil((likely + SHORTEST_ANSWER) / STEP) * STEP }
  return { fits: true, context: Math.min(context, holds), maxTokens }
}
