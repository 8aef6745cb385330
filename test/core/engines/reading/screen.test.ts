import { describe, expect, test } from 'vitest'
import { screenDream } from '../../../../src/core/engines/reading/screen.ts'
import { safetyLists } from '../../../support/safety.ts'

const lists = await safetyLists()
const screen = (text: string, reflection: string | null = null) =>
  screenDream({ title: null, text, reflection }, lists)

describe('a crisis', () => {
  test.each([
    'I was on a bridge and it sang. Lately I want to kill myself.',
    "I dreamt of the sea. I woke up and I don't want to live anymore.",
    'The house was dark. My husband hits me every night.',
    'I was late for a train. I am thinking about ending my life.',
    'We ran through snow. I have been cutting myself again.',
    'A knife lay on the table. I am going to kill him tomorrow.',
    'I feel suicidal.',
    'كنت في بحر هادئ. هذه الأيام أفكر في الانتحار.',
    'رأيت بيتًا كبيرًا. زوجي يضربني كل يوم.',
    'كنت أمشي في الحديقة. لا أريد أن أعيش.',
  ])('is heard in words about waking life: %s', (text) => {
    expect(screen(text).crisis).toBe('stop')
  })

  const RED = [
    "I've been thinking of killing myself.",
    "Since I woke I can't stop thinking about ending it.",
    'I wish I was dead.',
    "I can't go on like this anymore.",
    "Life isn't worth living anymore.",
    'Everyone would be better off without me.',
    'I keep hurting myself.',
    "I'm planning to shoot my boss tomorrow.",
    'My stepdad comes into my room at night and touches me.',
    'My boyfriend is beating me again.',
    'My partner choked me last week.',
    'He forces himself on me when he drinks.',
    'I have pills ready for Friday, I want it to be over.',
    'I already wrote my goodbye letters.',
    'I just want to end it.',
    "I don't want to be here anymore.",
    'I want to sleep and never wake up.',
    'I tried to kill myself last month.',
    'I will kill myself tonight.',
    "I'm gonna hurt him tomorrow for real.",
    'I cut myself again yesterday.',
    'My mother beats me when I come home.',
    'I feel like dying every day.',
    'I am going to jump off the bridge tomorrow.',
  ]

  test.each(RED)('is heard after a dream told as past: %s', (sentence) => {
    expect(screen(`I was in a long corridor and the lights went out. ${sentence}`).crisis).toBe('stop')
  })

  const RED_ARABIC = [
    'عايز أموت كل يوم.',
    'بدي موت.',
    'نفسي أموت الآن.',
    'أبغى أموت.',
    'بفكر أنتحر هذه الأيام.',
    'جوزي بيضربني كل يوم.',
    'أبي يضربني في البيت.',
    'حاولت الانتحار الشهر الماضي.',
    'لا أستطيع الاستمرار في هذه الحياة.',
    'سأقتل نفسي الليلة.',
    'أتمنى الموت.',
    'أجرح نفسي كل ليلة.',
    'أريد أن أقتله غدا.',
  ]

  test.each(RED_ARABIC)('is heard in Arabic, as it is written and as it is spoken: %s', (sentence) => {
    expect(screen(`كنت في ممر طويل وانطفأت الأنوار. ${sentence}`).crisis).toBe('stop')
  })

  test.each([
    'I wanted to kill the dragon.',
    'The man killed himself in the play.',
    'I was dying of laughter.',
    'He wanted to die, he said, and turned into a tree.',
    'I killed my brother and woke up sad.',
    'A woman hit me with a fish.',
    'I jumped off the bridge and flew.',
    'I cut myself on the glass and it did not bleed.',
    'My mother beat the carpet.',
    'They were going to execute me at noon.',
    'I could not go on because the road ended.',
    'We wanted to end it, the long song.',
  ])('is not what a dream tells of itself: %s', (sentence) => {
    expect(screen(`I was in a long corridor and the lights went out. ${sentence}`).crisis).toBe('none')
  })

  test('is heard in the waking words', () => {
    expect(screen('A ferry crossed the kitchen twice.', 'I want to die.').crisis).toBe('stop')
  })

  test.each([
    'I died in the water and then I flew over the roofs.',
    'A man chased me with a knife and killed my friend in front of me.',
    'I was shot at the station and looked at my own funeral.',
    'I fell from the bridge and hit the ground and I was dead.',
    'My father hit me with a newspaper and we laughed.',
    'I wanted to kill the spider with my shoe.',
    'كنت أغرق في البحر ثم متّ ورأيت جنازتي.',
    'رأيت رجلًا يقتل أخي وأنا أهرب.',
  ])('is not what happens inside a dream: %s', (text) => {
    expect(screen(text).crisis).toBe('none')
  })

  test.each([
    'I am on a bridge. The sea is red. I want to die. A bird lands.',
    'In the dream I want to kill myself but the rope is a ribbon.',
  ])('in doubt it is a reason to be gentle: %s', (text) => {
    expect(screen(text).crisis).toBe('gentle')
  })
})

describe('a sacred figure', () => {
  test.each([
    'I saw an angel in white at the end of the street.',
    'The Prophet smiled at me and I wept.',
    'I heard the voice of God in the garden.',
    'Jesus sat at our table and broke the bread.',
    'رأيت النبي في المسجد وكان يبتسم.',
    'جاءني ملاك ونظر إلي.',
  ])('is seen: %s', (text) => {
    expect(screen(text).sacred).toBe(true)
  })

  test.each([
    'Oh my God, I said, the train is gone.',
    'She was an angel of a nurse and brought me tea.',
    'He looked like an angel in his white coat.',
    'My godmother stood at the door and waved.',
    'قلت الحمد لله ثم استيقظت من النوم.',
    'زارني عبد الله في البيت القديم.',
  ])('is only named: %s', (text) => {
    expect(screen(text).sacred).toBe(false)
  })
})

describe('grief', () => {
  test.each([
    'My late father sat in the kitchen and read.',
    'I saw my brother, who died two years ago, at the lake.',
    'Grandma was baking. I miss her so much.',
    'رأيت جدي المرحوم في الحديقة يسقي الورد.',
  ])('is heard: %s', (text) => {
    expect(screen(text).grief).toBe(true)
  })

  test.each([
    'My brother died in the dream and then he laughed.',
    'The king died and everybody danced in the hall.',
  ])('is not any death in a dream: %s', (text) => {
    expect(screen(text).grief).toBe(false)
  })
})

test('a few words are too little, in any script', () => {
  const texts = [
    'Something blue.',
    'The sea again',
    'A ferry crossed the kitchen.',
    '夢を見た',
    '大きな船が台所をゆっくり横切っていった',
  ]

  expect(texts.map((text) => screen(text).tooLittle)).toEqual([true, true, false, true, false])
})

test('nightmares every week are a reason to name a clinician', () => {
  expect(
    screen('The wave came again. I have this nightmare every week and I am afraid to sleep.').clinician,
  ).toBe(true)
})
