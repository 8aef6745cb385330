import fc from 'fast-check'

/** Any text at all, with the characters that have made trouble more often than chance would bring them. */
const TROUBLE = [
  [
    'a',
    'é',
    'e\u0301',
    'ß',
    'İ',
    'ı',
    'Σ',
    "'",
    '’',
    '"',
    '-',
    '*',
    ':',
    '(',
    ')',
    ' ',
    '\n',
    'OR',
    'NOT',
    'NEAR',
  ],
  ['أ', 'مَ', 'ـ', 'ﷺ', '٣', 'ی', '\u200c', '\u200d', '\u00ad', 'שָׁ', 'ष्', 'ো', 'ฝั', 'า'],
  ['東', '京', 'か', '\u3099', 'ﾄ', 'ﾞ', 'ー', '꿈', '\u1112', '\u1161', '\u11ab', 'ㅋ', '𠮷'],
  ['🐋', '👩‍🚀', '🏽', '\ud800', '\udc00', '\0'],
  ['tag:', 'title:', 'lucid:', 'since:', 'is:', '3..', '..'],
].flat()
const trouble = fc.constantFrom(...TROUBLE)

export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.oneof({ weight: 4, arbitrary: trouble }, fc.string({ unit: 'binary', maxLength: 1 })), {
      maxLength: 30,
    })
    .map((parts) => parts.join('')),
)
