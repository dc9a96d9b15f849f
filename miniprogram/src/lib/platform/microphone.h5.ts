import { NotAllowed, type MicrophoneState, type Recorded, type Recording } from '../local-file'

/** The first that this browser can write. MP4 with AAC is played everywhere, the others nearly everywhere. */
const TYPES = ['audio/mp4;codecs=mp4a.40.2', 'audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

/** A browser asks by itself, and says why in its own words. */
export const microphoneState = (): Promise<MicrophoneState> => Promise.resolve('granted')

/** Browsers open no settings for a page. */
export const openMicrophoneSettings = (): Promise<void> => Promise.resolve()

/** Browsers that cannot record, and pages that are not served securely, have no microphone. */
const openMicrophone = async (): Promise<MediaStream> => {
  if (!('mediaDevices' in navigator) || typeof MediaRecorder === 'undefined') throw new NotAllowed()
  return navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => {
    throw new NotAllowed()
  })
}

function endOf(recorder: MediaRecorder, stream: MediaStream): Promise<Recorded> {
  const parts: Blob[] = []
  const startedAt = Date.now()
  recorder.ondataavailable = ({ data }) => void parts.push(data)
  return new Promise<Recorded>((resolve, reject) => {
    recorder.onstop = () => {
      const blob = new Blob(parts, { type: recorder.mimeType })
      const seconds = Math.round((Date.now() - startedAt) / 1000)
      resolve({ file: { path: URL.createObjectURL(blob), blob }, seconds })
    }
    recorder.onerror = () => reject(new Error('recorder failed'))
  }).finally(() => stream.getTracks().forEach((track) => track.stop()))
}

/**
 * Starts to record; the browser asks for the microphone when it has not yet.
 * @throws {NotAllowed} when it is refused or there is none.
 */
export async function record(longestSeconds: number): Promise<Recording> {
  const stream = await openMicrophone()
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type))
  const recorder = new MediaRecorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond: 32_000 })
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const ended = endOf(recorder, stream)
  recorder.start()
  const timer = setTimeout(stop, longestSeconds * 1000)
  return { stop, ended: ended.finally(() => clearTimeout(timer)) }
}
