import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme'
import Diagram from './Diagram.vue'
import Exercises from './Exercises.vue'
import './cairn.css'

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('Diagram', Diagram)
    app.component('Exercises', Exercises)
  },
} satisfies Theme
