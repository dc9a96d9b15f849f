/** A counter or gauge of a server, by its own word: the sum of those whose labels hold all of `labels`; 0 for none. */
export async function metricOf(url: string, name: string, labels: Record<string, string> = {}): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  // Of what has not happened yet there is only the help.
  if (!new RegExp(`^(# HELP )?${name.replace(/_(count|sum|bucket)$/, '')}\\b`, 'm').test(text))
    throw new Error(`no metric ${name}`)
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => wanted.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
}
