import type { DreamContent } from '../../contract/model/dream.ts'

/**
 * Names a version by what it says and what it came from. Two computers that make the same change to the same version
 * get the same stamp, and have nothing to settle.
 */
export function stampOf(id: string, parent: string | null, content: DreamContent): string {
  const { hash } = process.getBuiltinModule('node:crypto')
  return hash('sha256', `${id}\n${parent ?? ''}\n${canonical(content)}`).slice(0, 16)
}

/** The content alone, its properties always in the same order. */
export function contentOf(dream: DreamContent): DreamContent {
  return {
    title: dream.title,
    text: dream.text,
    reflection: dream.reflection,
    night: dream.night,
    nightId: dream.nightId,
    nap: dream.nap,
    dreamtAt: dream.dreamtAt,
    zone: dream.zone,
    mood: dream.mood,
    vividness: dream.vividness,
    lucidity: dream.lucidity,
    technique: dream.technique,
    trigger: dream.trigger,
    nightmare: dream.nightmare,
    recurring: dream.recurring,
    fragment: dream.fragment,
    tags: dream.tags,
    deletedAt: dream.deletedAt,
  }
}

export function canonical(content: DreamContent): string {
  return JSON.stringify(contentOf(content))
}
