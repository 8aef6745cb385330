import { expect, test } from 'vitest'
import { languageOf, nameOfLanguage } from '../../../../src/core/engines/lenses/language.ts'

test.each([
  ['en', 'I was in the house of my grandmother and there was water on the floor.'],
  ['ar', 'كنت في بيت جدتي وكان الماء يغطي الأرض، ثم رأيت طائرًا أبيض.'],
  ['ar', 'رأيتُ بحرًا'],
  ['de', 'Ich war im Haus meiner Großmutter und das Wasser stand auf dem Boden.'],
  ['fr', 'Je suis dans la maison de ma grand-mère et il y a de l’eau sur le sol.'],
  ['es', 'Yo estaba en la casa de mi abuela y había agua por el suelo.'],
  ['it', 'Ero nella casa di mia nonna e non c’era più la porta.'],
  ['pt', 'Eu estava na casa da minha avó e não havia porta.'],
  ['nl', 'Ik was in het huis van mijn oma en er was water op de vloer.'],
  ['sv', 'Jag var i huset och det fanns inte en dörr som vi kunde öppna.'],
  ['pl', 'Byłem w domu babci i nie było drzwi, ale potem się otworzyły.'],
  ['tr', 'Rüyamda bir evde idim ve kapı yoktu ama sonra bir kuş gibi uçtum.'],
  ['id', 'Saya ada di rumah nenek dan tidak ada pintu.'],
  ['fa', 'در خواب دیدم که در خانه پدربزرگم هستم و کسی نیست.'],
  ['ur', 'میں نے خواب میں دیکھا کہ گھر میں پانی ہے۔'],
  ['he', 'הייתי בבית של סבתא'],
  ['ru', 'Я был в доме бабушки, и на полу была вода.'],
  ['uk', 'Я була в домі бабусі, і на підлозі стояла вода її.'],
  ['el', 'Ήμουν στο σπίτι της γιαγιάς.'],
  ['zh', '我在奶奶家里，地上都是水。'],
  ['ja', 'おばあちゃんの家にいて、床が水でいっぱいだった。'],
  ['ko', '할머니 집에 있었는데 바닥이 물이었다.'],
  ['hi', 'मैं दादी के घर में था।'],
  ['th', 'ฉันอยู่ในบ้านของยาย'],
])('a dream in %s is known: %s', (code, text) => {
  expect(languageOf(text)).toBe(code)
})

test('the language most of it is in counts, not a word of another', () => {
  expect([
    languageOf('My teacher said السلام عليكم and then there was a long road and I walked.'),
    languageOf('كنت أقرأ كتابًا اسمه Harry Potter في المكتبة القديمة قرب البحر'),
  ]).toEqual(['en', 'ar'])
})

test.each(['', '   ', 'Ferry', '12:30', '🌊🌊', 'Mmmm'])('of %j nothing is guessed', (text) => {
  expect(languageOf(text)).toBe(null)
})

test('a language is named in English and in its own words, and one we do not know by its code', () => {
  expect([
    nameOfLanguage('ar'),
    nameOfLanguage('en'),
    nameOfLanguage('xx'),
    nameOfLanguage('constructor'),
  ]).toEqual([
    'Arabic (العربية)',
    'English',
    'the language with the code xx',
    'the language with the code constructor',
  ])
})
