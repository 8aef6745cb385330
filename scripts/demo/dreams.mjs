/** A week of invented dreams, told in the order they were written down. */
export const DREAMS = {
  stairs: `My grandmother’s house had one staircase too many. It went down past the
cellar and ended in warm sea water, and under the waves a lighthouse
kept turning, as if somebody might still come by.`,

  orchard: `I counted my fingers and there were six, so I knew. I asked the orchard
to rise and it did. The apples stayed where they were, hanging in the
air like lanterns.`,

  heronAtThree: 'ticket to a station called tuesday. conductor was a heron',

  heronInTheMorning: `The heron stamped my ticket twice and said the second stamp was for
coming home. The train ran along the shore with its lamps off.`,

  heronReflection: 'I had promised to call my brother on Tuesday.',

  kitchen: `كانت منارة صغيرة على طاولة المطبخ، وكلما دارت أضاءت وجوه إخوتي
واحدًا بعد الآخر. كنا نضحك ولا نعرف لماذا.`,

  coats: `The house again, with a room that is not there by day. This time it was
full of coats, and each had somebody’s shopping list in its pocket.`,

  waves: `A library that lent out waves, folded. I opened one carefully. It was
still wet.`,

  keeper: `The lighthouse keeper asked me to hold the light while she slept. It was
as heavy as a cat, and as warm.`,
}
