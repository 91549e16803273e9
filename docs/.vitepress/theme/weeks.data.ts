import { type Week, weeks } from '../course'

declare const data: Week[]
export { data }

export default {
  watch: ['../../weeks/**/*.md'],
  load: weeks,
}
