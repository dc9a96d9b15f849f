import Taro from '@tarojs/taro'
import { NotAllowed, type MicrophoneState, type Recorded, type Recording } from '../local-file'

const SCOPE = 'scope.record'

/** Whether the owner has said yes or no to the microphone before. */
export async function microphoneState(): Promise<MicrophoneState> {
  const { authSetting } = await Taro.getSetting()
  const answer = authSetting[SCOPE]
  return answer === undefined ? 'unasked' : answer ? 'granted' : 'refused'
}

/** Opens WeChat's settings of this app. Only from a tap. */
export const openMicrophoneSettings = async (): Promise<void> => {
  await Taro.openSetting()
}

interface UnderWay {
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (reason: Error) => void
}
let underWay: UnderWay | undefined
let manager: Taro.RecorderManager | undefined

/** The one recorder of the app. What it listens to cannot be taken back, so it listens once. */
function recorder(): Taro.RecorderManager {
  if (manager) return manager
  const made = Taro.getRecorderManager()
  made.onStop(({ tempFilePath, duration }) => {
    underWay?.resolve({ file: { path: tempFilePath }, seconds: Math.round(duration / 1000) })
    underWay = undefined
  })
  made.onError(() => {
    underWay?.reject(new Error('recorder failed'))
    underWay = undefined
  })
  // A call comes in: what was said until then is kept.
  made.onInterruptionBegin(() => made.stop())
  manager = made
  return made
}

/**
 * Starts to record; WeChat asks for the microphone when it has not yet.
 * @throws {NotAllowed} when it is refused.
 */
export async function record(longestSeconds: number): Promise<Recording> {
  await Taro.authorize({ scope: SCOPE }).catch(() => {
    throw new NotAllowed()
  })
  const own = recorder()
  underWay?.reject(new Error('another recording began'))
  const ended = new Promise<Recorded>((resolve, reject) => {
    underWay = { resolve, reject }
  })
  // MP3 is what every phone and browser plays.
  own.start({
    ...{ duration: longestSeconds * 1000, format: 'mp3', sampleRate: 16_000 },
    ...{ numberOfChannels: 1, encodeBitRate: 48_000 },
  })
  return { stop: () => own.stop(), ended }
}
