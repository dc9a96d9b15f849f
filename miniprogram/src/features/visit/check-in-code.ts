/** Decoded where it is encoded: WeChat hands a poster's address over encoded, and text that is no encoding stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The store's code in what a poster says: an address with `code=` in it, or the code alone. */
export function codeOf(scanned: string): string | undefined {
  const text = decoded(scanned.trim())
  const inAddress = /[?&]code=([^&#\s]+)/.exec(text)?.[1]
  if (inAddress) return decoded(inAddress)
  return /^[\w.-]{1,64}$/.test(text) ? text : undefined
}
