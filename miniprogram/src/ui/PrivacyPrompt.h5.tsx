/** Browsers ask for each permission themselves. */
export const PrivacyPrompt = (): null => null
