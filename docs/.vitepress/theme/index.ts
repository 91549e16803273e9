import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme'
import BloomFigure from './BloomFigure.vue'
import CompactionFigure from './CompactionFigure.vue'
import Diagram from './Diagram.vue'
import Exercises from './Exercises.vue'
import LsmFigure from './LsmFigure.vue'
import SkipListFigure from './SkipListFigure.vue'
import './cairn.css'

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('BloomFigure', BloomFigure)
    app.component('CompactionFigure', CompactionFigure)
    app.component('Diagram', Diagram)
    app.component('Exercises', Exercises)
    app.component('LsmFigure', LsmFigure)
    app.component('SkipListFigure', SkipListFigure)
  },
} satisfies Theme
