/**
 * The form in which the lists of resources/safety are written and looked for: small letters without marks, one spelling
 * of Arabic, straight quotes, single spaces.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}ـ]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ي')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A pattern of a list, between the edges of words. */
export function compile(pattern: string, language: string): RegExp {
  // Arabic writes its small words onto the next one.
  const before = language === 'ar' ? '(?:[وفبلك]|وال|فال|بال|كال|ال|لل)?' : ''
  const letters = pattern
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ي')
  // Where a mark was taken off, its letter stays: اكتئابًا.
  const after = language === 'ar' ? 'ا?' : ''
  return new RegExp(`(?<![\\p{L}\\p{N}])${before}(?:${letters})${after}(?![\\p{L}\\p{N}])`, 'u')
}

export function sentencesOf(text: string): string[] {
  return (
    text
      .match(/[^.!?؟۔。！？\n]+[.!?؟۔。！？]*["”'’»)]*/g)
      ?.map((one) => one.trim())
      .filter(Boolean) ?? []
  )
}
