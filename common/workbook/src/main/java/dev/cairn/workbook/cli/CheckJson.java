package dev.cairn.workbook.cli;

import dev.cairn.workbook.cli.check.Check.Result;
import dev.cairn.workbook.cli.check.Judgement;
import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.run.TestOutcome;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a check has found, for a program. Stateless.
final class CheckJson {
    private CheckJson() {}

    static Map<String, Object> of(Workspace workspace, Result.Judged judged) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("compiles", true);
        json.put(
                "exercises",
                judged.exercises().stream()
                        .map(exercise -> asJson(workspace, exercise))
                        .toList());
        return json;
    }

    private static Map<String, Object> asJson(Workspace workspace, Judgement exercise) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", exercise.id().toString());
        json.put("title", workspace.title(exercise.id()));
        json.put("state", exercise.state().name());
        json.put("passed", exercise.passed());
        json.put("failed", exercise.failed().size());
        json.put("skipped", exercise.skipped());
        json.put(
                "waitsFor",
                exercise.waitsFor().stream().map(ExerciseId::toString).toList());
        json.put("failures", exercise.failed().stream().map(CheckJson::asJson).toList());
        return json;
    }

    private static Map<String, Object> asJson(TestOutcome failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("test", failure.test().qualifiedName());
        json.put("verdict", failure.verdict().name());
        json.put("message", failure.trouble().message());
        json.put(
                "places",
                failure.trouble().frames().stream()
                        .limit(20)
                        .map(Object::toString)
                        .toList());
        json.put("millis", failure.millis());
        return json;
    }
}
