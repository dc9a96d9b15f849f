/** Browsers scale pages themselves; nothing to add. */
export const systemFontScale = (): number => 1
