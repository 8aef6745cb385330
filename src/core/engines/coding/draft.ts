import type { Category } from '../../../contract/model/coding.ts'

/** A code before its quote is cut: which tokens show it. */
export type Draft = {
  readonly category: Category
  readonly code: string
  readonly from: string | null
  readonly to: string | null
  readonly first: number
  readonly last: number
}
