import feelings from '../../../../resources/lexicon/motifs/common/feelings.json' with { type: 'json' }
import lensQuestions from '../../../../resources/lexicon/motifs/common/lens-questions.json' with { type: 'json' }
import words from '../../../../resources/lexicon/motifs/common/words.json' with { type: 'json' }
import actions from '../../../../resources/lexicon/motifs/actions.json' with { type: 'json' }
import animals from '../../../../resources/lexicon/motifs/animals.json' with { type: 'json' }
import body from '../../../../resources/lexicon/motifs/body.json' with { type: 'json' }
import nature from '../../../../resources/lexicon/motifs/nature.json' with { type: 'json' }
import objects from '../../../../resources/lexicon/motifs/objects.json' with { type: 'json' }
import people from '../../../../resources/lexicon/motifs/people.json' with { type: 'json' }
import places from '../../../../resources/lexicon/motifs/places.json' with { type: 'json' }
import states from '../../../../resources/lexicon/motifs/states.json' with { type: 'json' }
import { readLexicon, type Lexicon } from './lexicon.ts'

let read: Lexicon | undefined

/** The project's own lexicon, made ready at its first use. */
export function ownLexicon(): Lexicon {
  return (read ??= readLexicon({
    motifs: { actions, animals, body, nature, objects, people, places, states },
    common: { feelings, 'lens-questions': lensQuestions, words },
  }))
}
