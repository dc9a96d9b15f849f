/** `张三` → `张*`, `欧阳娜娜` → `欧***`, `阿依古丽·买买提` → `阿***`: a surname is enough to greet somebody. */
export const maskName = (name: string): string => {
  const chars = [...name]
  return chars.length <= 1 ? (chars[0] ?? '') : `${chars[0]}${'*'.repeat(Math.min(3, chars.length - 1))}`
}
