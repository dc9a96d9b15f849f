/** What the files of a booking say. */
export const words = {
  title: '车主的照片与录音',
  photo: (which: number) => `故障照片 ${which}`,
  voice: (seconds: number) => `录音 ${seconds} 秒`,
  failed: '照片与录音没有加载成功',
  retry: '重新加载',
} as const
