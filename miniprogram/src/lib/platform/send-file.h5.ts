import type { SendAnswer, Sending, SendOptions } from '../local-file'

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sends one file as it is. `fetch` cannot tell how far it has come. */
export function sendFile({ url, token, file, onProgress }: SendOptions): Sending {
  const request = new XMLHttpRequest()
  const answer = new Promise<SendAnswer>((resolve, reject) => {
    const fail = () => reject(new Error('no answer'))
    request.open('POST', url)
    request.timeout = 60_000
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : Math.round((loaded / total) * 100))
    request.onload = () => resolve({ statusCode: request.status, data: bodyOf(request.responseText) })
    request.onerror = fail
    request.ontimeout = fail
    request.onabort = fail
    request.send(file.blob ?? null)
  })
  return { answer, abort: () => request.abort() }
}
