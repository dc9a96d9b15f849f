/** The words of the line that offers news of a visit. Apart from the others, for those are in the main package, which has to stay small. */
export const words = {
  ask: '接收进度通知',
  hint: '需要您确认、等待备件、可以取车时，在微信里各通知您一次。',
  granted: '已开启，有进展时会在微信里通知您。',
  refused: '没有开启。进展都会显示在这里，需要您确认时我们会致电。',
  again: '再试一次',
} as const
