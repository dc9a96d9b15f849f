/** In WeChat a page is sent as a card, by a button of WeChat's own (`openType="share"`). */
export const sharesByCard = (): boolean => true

export const hasShareSheet = (): boolean => false

export const shareLink = (_title: string, _route: string): Promise<'shared' | 'copied'> => Promise.resolve('shared')
