/** A large photo or the voice, or the small photo. */
export type Variant = 'full' | 'thumb'

const STEP_SECONDS = 300

/**
 * Until when a link made now is good, in seconds since 1970: ten to fifteen minutes. Links made within the same five minutes
 * are alike, so that a page that is read again finds its pictures in the browser's cache.
 */
export const linkEnd = (now: Date): number => (Math.ceil(now.getTime() / 1000 / STEP_SECONDS) + 2) * STEP_SECONDS

/** What the signature of a link covers. */
export const linkText = (fileId: string, variant: Variant, exp: number): string => `${fileId}/${variant}/${exp}`
