import { type GanTrainer, TrainingHistory } from 'genesis-particles/gan';

/** The history of a trainer, from now on: what each step, each look at the vitals and each evaluation measured. */
export function record(trainer: GanTrainer): TrainingHistory {
  const history = new TrainingHistory();
  let newest = { step: 0, epoch: 0, imagesSeen: 0 };
  let early: { step: number; values: Record<string, number> }[] = [];

  /** Looks may come before their step, which alone knows its epoch and its images. */
  const settle = () => {
    for (const { step, values } of early) {
      if (step <= newest.step) history.add({ ...newest, step }, values, Date.now());
    }
    early = early.filter(({ step }) => step > newest.step);
  };
  const forget = () => {
    history.clear();
    newest = { step: 0, epoch: 0, imagesSeen: 0 };
    early = [];
  };
  const look = (step: number, values: Record<string, number>) => {
    early.push({ step, values });
    settle();
  };

  trainer.addEventListener('step', ({ detail: { step, epoch, imagesSeen, ...measures } }) => {
    // Back to an earlier step: restarted, or loaded.
    if (step <= newest.step) forget();
    newest = { step, epoch, imagesSeen };
    history.add(newest, finite(measures), Date.now());
    settle();
  });
  trainer.addEventListener('sample', ({ detail }) => detail.step === 0 && forget());
  trainer.addEventListener('vitals', ({ detail: { step, ...vitals } }) => look(step, finite(vitals)));
  trainer.addEventListener('evaluation', event => {
    const { step, ...scores } = (event as CustomEvent).detail;
    look(step ?? newest.step, finite(withFloors(scores)));
  });
  return history;
}

/** Scores by name, `evaluation/frechetDistance`, and their floors: vitals have a `diversity` too, which is another. */
function withFloors(scores: object): Record<string, unknown> {
  const named = Object.entries(scores).flatMap(([name, score]) => [
    [`evaluation/${name}`, score?.value ?? score],
    [`evaluation/${name}Floor`, score?.floor],
  ]);
  return Object.fromEntries(named);
}

/** What was measured, by name; null is what was not. */
function finite(detail: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(detail).filter(([, value]) => typeof value === 'number' && Number.isFinite(value)),
  );
}
