import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme'
import Diagram from './Diagram.vue'
import Exercises from './Exercises.vue'
import LsmFigure from './LsmFigure.vue'
import SkipListFigure from './SkipListFigure.vue'
import './cairn.css'

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('Diagram', Diagram)
    app.component('Exercises', Exercises)
    app.component('LsmFigure', LsmFigure)
    app.component('SkipListFigure', SkipListFigure)
  },
} satisfies Theme
