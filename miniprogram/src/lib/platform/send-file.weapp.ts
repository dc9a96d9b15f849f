import Taro from '@tarojs/taro'
import type { SendAnswer, Sending, SendOptions } from '../local-file'

/** The body of an answer comes as text here, whatever it is. */
function bodyOf(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}

/** Sends one file. WeChat can only do so as the part of a form. */
export function sendFile({ url, token, file, onProgress }: SendOptions): Sending {
  const task = Taro.uploadFile({
    ...{ url, filePath: file.path, name: 'file', timeout: 60_000 },
    header: { authorization: `Bearer ${token}` },
  })
  task.progress(({ progress }) => onProgress(progress))
  const answer = task.then(({ statusCode, data }): SendAnswer => ({ statusCode, data: bodyOf(data) }))
  return { answer, abort: () => task.abort() }
}
