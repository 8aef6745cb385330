/** Others wait for the write lock meanwhile; half of what they are promised leaves room for a slow moment. */
const AIM_MS = 100
const MOST_ROWS = 5000
/** Characters; long dreams make a batch slow and large before their number does. */
const MOST_TEXT = 1_500_000

/** How many rows to write at once: as many as this machine writes in the time a transaction may take. */
export function createPace() {
  let most = 100
  return {
    isEnough: (rows: number, text: number): boolean => rows >= most || text >= MOST_TEXT,

    async measure<T>(rows: number, write: () => Promise<T>): Promise<T> {
      const begun = performance.now()
      const result = await write()
      const perRow = (performance.now() - begun) / Math.max(1, rows)
      // Grows slowly and shrinks at once: one slow batch is worse than a few small ones.
      most = Math.round(Math.max(10, Math.min(MOST_ROWS, most * 2, AIM_MS / perRow)))
      return result
    },
  }
}
