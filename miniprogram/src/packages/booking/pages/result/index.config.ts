// WeChat shows a share button of ours only where the page allows sharing.
export default definePageConfig({ navigationBarTitleText: '预约结果', enableShareAppMessage: true })
