import type { LocalFile } from '../local-file'

/** iPhones turn HEIC into JPEG only for pages that do not take HEIC. */
const TYPES = 'image/jpeg,image/png,image/webp'
const LONGEST_SIDE = 2048
const LARGE_BYTES = 1_500_000
const QUALITY = 0.85

/** Undefined where the browser cannot read or draw it; the server then says what is wrong. */
async function redrawn(file: File): Promise<Blob | undefined> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height))
    if (scale === 1 && file.size <= LARGE_BYTES) return undefined
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
    return blob && blob.size < file.size ? blob : undefined
  } catch {
    return undefined
  }
}

async function lighter(file: File): Promise<LocalFile> {
  const blob = (await redrawn(file)) ?? file
  return { path: URL.createObjectURL(blob), blob }
}

/** Files from the browser's own dialogue; none when it is left, which old browsers do not tell. */
function choose(isMultiple: boolean): Promise<File[]> {
  const input = document.createElement('input')
  Object.assign(input, { type: 'file', accept: TYPES, multiple: isMultiple, hidden: true })
  document.body.append(input)
  return new Promise<File[]>((resolve) => {
    input.onchange = () => resolve(Array.from(input.files ?? []))
    input.oncancel = () => resolve([])
    input.click()
  }).finally(() => input.remove())
}

/** Photos that the owner takes or chooses, at most `most`; none when they leave it. */
export async function pickPhotos(most: number): Promise<LocalFile[]> {
  const chosen = await choose(most > 1)
  return Promise.all(chosen.slice(0, most).map(lighter))
}
