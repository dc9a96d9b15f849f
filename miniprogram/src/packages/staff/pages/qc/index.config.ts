export default definePageConfig({ navigationBarTitleText: '终检' })
