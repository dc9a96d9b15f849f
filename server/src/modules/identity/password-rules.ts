const MIN_LENGTH = 10

/** A user name as it is stored and compared. */
export const normUsername = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** Ten characters or more, letters and digits, and neither the user name nor the password it replaces. */
export function isStrongPassword(next: string, replaced: { password: string; username: string }): boolean {
  const isLong = [...next].length >= MIN_LENGTH
  const isMixed = /[a-z]/i.test(next) && /\d/.test(next)
  return isLong && isMixed && next !== replaced.password && normUsername(next) !== normUsername(replaced.username)
}
