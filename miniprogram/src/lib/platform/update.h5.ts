/** A reload brings the newest page; nothing to offer. */
export const offerUpdate = (): void => undefined
