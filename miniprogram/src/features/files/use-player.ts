import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { toast } from '../../lib/toast'
import { text } from './files.text'

/** Plays one recording at a time, from its beginning. It falls silent when the page is left. */
export function usePlayer(path: string | undefined) {
  const [isPlaying, setPlaying] = useState(false)
  const player = useRef<Taro.InnerAudioContext>()
  const stop = () => {
    player.current?.destroy()
    player.current = undefined
    setPlaying(false)
  }
  useEffect(
    () => () => {
      player.current?.destroy()
      player.current = undefined
      setPlaying(false)
    },
    [path],
  )
  const play = () => {
    if (path === undefined) return
    stop()
    const context = Taro.createInnerAudioContext()
    player.current = context
    context.src = path
    context.onEnded(stop)
    context.onError(() => {
      // Taking a player down may count as an error of its own.
      if (player.current !== context) return
      stop()
      toast(text.cannotPlay)
    })
    context.play()
    setPlaying(true)
  }
  return { isPlaying, toggle: () => (isPlaying ? stop() : play()) }
}
