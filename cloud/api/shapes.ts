// What the HTTP API says and takes, as types: for the command line and the console, which load no schema.
import type { z } from 'zod';
import type * as facts from './fact-schemas.js';
import type * as schemas from './schemas.js';
import type * as skills from './skill-schemas.js';

type Out<S extends keyof typeof schemas> = (typeof schemas)[S] extends z.ZodType ? z.infer<(typeof schemas)[S]> : never;
type In<S extends keyof typeof schemas> = (typeof schemas)[S] extends z.ZodType ? z.input<(typeof schemas)[S]> : never;

export type SubmitRequest = In<'submitSchema'>;
export type AnswerRequest = In<'answerSchema'>;
export type ScheduleRequest = In<'scheduleRequestSchema'>;
export type TokenRequest = In<'tokenRequestSchema'>;
export type SignInRequest = In<'signInSchema'>;

export type TaskList = Out<'taskListSchema'>;
export type TaskListItem = TaskList['tasks'][number];
export type PriceHistory = Out<'pricesSchema'>;
export type Vocabulary = Out<'vocabularySchema'>;
export type TaskStory = Out<'storySchema'>;
export type TaskReport = Out<'taskReportSchema'>;
export type TaskView = Out<'taskSchema'>;
export type RunningTask = Out<'runningTaskSchema'>;
export type PlannedAnswer = Out<'planAnswerSchema'>;
export type DeviceList = Out<'devicesSchema'>;
export type DeviceListItem = DeviceList['devices'][number];
export type ScreenPicture = Out<'screenPictureSchema'>;
export type ScheduleList = Out<'scheduleListSchema'>;
export type ScheduleItem = Out<'scheduleSchema'>;
export type TokenList = Out<'tokenListSchema'>;
export type BridgeList = Out<'bridgeListSchema'>;
export type PairingCodeMade = Out<'pairingCodeSchema'>;
export type TokenMade = Out<'createdTokenSchema'>;
export type Questions = Out<'questionsSchema'>;
export type Question = Questions['questions'][number];
export type TaskDecisions = Out<'decisionsSchema'>;
export type TakenOver = Out<'takenOverSchema'>;
export type DriveRequest = In<'driveRequestSchema'>;
export type TaskRecord = Out<'recordSchema'>;
export type SessionView = Out<'sessionSchema'>;

export type BrainFacts = z.infer<typeof facts.brainsSchema>;
export type BrainTest = z.infer<typeof facts.brainTestSchema>;
export type BudgetFacts = z.infer<typeof facts.budgetsSchema>;
export type SettingFacts = z.infer<typeof facts.settingsSchema>;
export type PolicyFacts = z.infer<typeof facts.policyTableSchema>;
export type ToolFacts = z.infer<typeof facts.toolsSchema>;
export type DoctorFacts = z.infer<typeof facts.doctorSchema>;
export type Figures = z.infer<typeof facts.figuresSchema>;

export type SkillRequest = z.input<typeof skills.skillRequestSchema>;
export type SkillRun = z.input<typeof skills.skillRunSchema>;
export type SkillItem = z.infer<typeof skills.skillSchema>;
export type SkillList = z.infer<typeof skills.skillListSchema>;
export type SkillValues = z.infer<typeof skills.skillValuesSchema>;
export type FilledSkill = z.infer<typeof skills.filledSchema>;
