/** Where a page's draft is kept until what it became is saved. */
export interface Draft {
  save(text: string): Promise<void> | void
  clear(): Promise<void> | void
}

export interface DraftKeeper {
  /** Soon: at most once a second, and always after the last change. */
  changed(text: string): void
  /** Now. Tells whether what was written is on disk. */
  flush(): Promise<boolean>
  stop(): void
}

const EVERY_MS = 1000

/** `onFailure` hears of the first draft that could not be kept, and with undefined that they can be again. */
export function keepDraft(draft: Draft, kept: string, onFailure: (error: unknown) => void): DraftKeeper {
  let wanted = kept
  let stored = kept
  let failed = false
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  async function store(): Promise<void> {
    const text = wanted
    let failure: unknown
    try {
      await (text.trim() === '' ? draft.clear() : draft.save(text))
      stored = text
    } catch (error) {
      failure = error ?? new Error('The draft could not be kept')
    }
    if ((failure !== undefined) === failed) return
    failed = failure !== undefined
    onFailure(failure)
  }

  function begin(): void {
    writing = store().finally(() => {
      writing = undefined
      // Not before a second is over; then what came meanwhile.
      timer = setTimeout(() => {
        timer = undefined
        if (wanted !== stored) begin()
      }, EVERY_MS)
    })
  }

  return {
    changed(text) {
      wanted = text
      if (!timer && !writing && wanted !== stored) begin()
    },
    async flush() {
      // An older save that is still under way must not come after this one.
      if (writing) await writing
      clearTimeout(timer)
      timer = undefined
      if (wanted !== stored) await store()
      return wanted === stored
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
