<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ChartCard</name>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n value</numerusform>
                <numerusform>%n values</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Footer</name>
        <message numerus="yes">
            <source>%n answer(s)</source>
            <translation>
                <numerusform>%n answer</numerusform>
                <numerusform>%n answers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n right</source>
            <translation>
                <numerusform>%n right</numerusform>
                <numerusform>%n right</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LearnerPanel</name>
        <message numerus="yes">
            <source>%n prediction(s)</source>
            <translation>
                <numerusform>%n prediction</numerusform>
                <numerusform>%n predictions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>met %n time(s)</source>
            <translation>
                <numerusform>met %n time</numerusform>
                <numerusform>met %n times</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LearningDesk</name>
        <message numerus="yes">
            <source>%n answer(s) could not be saved.</source>
            <translation>
                <numerusform>%n answer could not be saved.</numerusform>
                <numerusform>%n answers could not be saved.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LibraryPanel</name>
        <message numerus="yes">
            <source>%n question(s) to review today</source>
            <translation>
                <numerusform>%n question to review today</numerusform>
                <numerusform>%n questions to review today</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewView</name>
        <message numerus="yes">
            <source>%n question(s) reviewed</source>
            <translation>
                <numerusform>%n question reviewed</numerusform>
                <numerusform>%n questions reviewed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n right</source>
            <translation>
                <numerusform>%n right</numerusform>
                <numerusform>%n right</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more are due: another time, or now.</source>
            <translation>
                <numerusform>%n more is due: another time, or now.</numerusform>
                <numerusform>%n more are due: another time, or now.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OpenForm</name>
        <message numerus="yes">
            <source>Write at least %n word(s).</source>
            <translation>
                <numerusform>Write at least %n word.</numerusform>
                <numerusform>Write at least %n words.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write at most %n word(s).</source>
            <translation>
                <numerusform>Write at most %n word.</numerusform>
                <numerusform>Write at most %n words.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n word</numerusform>
                <numerusform>%n words</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DataTable</name>
        <message numerus="yes">
            <source>%n row(s) copied.</source>
            <translation>
                <numerusform>%n row copied.</numerusform>
                <numerusform>%n rows copied.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReflectionPanel</name>
        <message numerus="yes">
            <source>%n too high</source>
            <translation>
                <numerusform>%n too high</numerusform>
                <numerusform>%n too high</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n too low</source>
            <translation>
                <numerusform>%n too low</numerusform>
                <numerusform>%n too low</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n exactly right</source>
            <translation>
                <numerusform>%n exactly right</numerusform>
                <numerusform>%n exactly right</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your %n estimate(s): {parts}.</source>
            <translation>
                <numerusform>Your estimate: {parts}.</numerusform>
                <numerusform>Your %n estimates: {parts}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{number} point(s)</source>
            <translation>
                <numerusform>{number} point</numerusform>
                <numerusform>{number} points</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HandInDialog</name>
        <message numerus="yes">
            <source>%n answer(s) and prediction(s) so far. You can go on afterwards and hand in again: the last file has it all.</source>
            <translation>
                <numerusform>%n answer or prediction so far. You can go on afterwards and hand in again: the last file has it all.</numerusform>
                <numerusform>%n answers and predictions so far. You can go on afterwards and hand in again: the last file has it all.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>With the %n answer(s) given here under no name</source>
            <translation>
                <numerusform>With the answer given here under no name</numerusform>
                <numerusform>With the %n answers given here under no name</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClassDialog</name>
        <message numerus="yes">
            <source>%n student(s)</source>
            <translation>
                <numerusform>%n student</numerusform>
                <numerusform>%n students</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CollectPanel</name>
        <message numerus="yes">
            <source>%n file(s) counted</source>
            <translation>
                <numerusform>%n file counted</numerusform>
                <numerusform>%n files counted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n student(s)</source>
            <translation>
                <numerusform>%n student</numerusform>
                <numerusform>%n students</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing from %n student(s) of the list:</source>
            <translation>
                <numerusform>Nothing from %n student of the list:</numerusform>
                <numerusform>Nothing from %n students of the list:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n earlier file(s) that a later one holds</source>
            <translation>
                <numerusform>%n earlier file that a later one holds</numerusform>
                <numerusform>%n earlier files that a later one holds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LessonCard</name>
        <message numerus="yes">
            <source>%n chapter(s)</source>
            <translation>
                <numerusform>%n chapter</numerusform>
                <numerusform>%n chapters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) answered of {asked}</source>
            <translation>
                <numerusform>%n question answered of {asked}</numerusform>
                <numerusform>%n questions answered of {asked}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProblemPanel</name>
        <message numerus="yes">
            <source>%n problem(s) in this lesson</source>
            <translation>
                <numerusform>%n problem in this lesson</numerusform>
                <numerusform>%n problems in this lesson</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuestionsOutDialog</name>
        <message numerus="yes">
            <source>This lesson asks %n question(s).</source>
            <translation>
                <numerusform>This lesson asks %n question.</numerusform>
                <numerusform>This lesson asks %n questions.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuestionsInDialog</name>
        <message numerus="yes">
            <source>%n question(s) read from {file}.</source>
            <translation>
                <numerusform>%n question read from {file}.</numerusform>
                <numerusform>%n questions read from {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n problem(s) found.</source>
            <translation>
                <numerusform>%n problem found.</numerusform>
                <numerusform>%n problems found.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LearnerDataDialog</name>
        <message numerus="yes">
            <source>%n answer(s)</source>
            <translation>
                <numerusform>%n answer</numerusform>
                <numerusform>%n answers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) seen</source>
            <translation>
                <numerusform>%n step seen</numerusform>
                <numerusform>%n steps seen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mark(s)</source>
            <translation>
                <numerusform>%n mark</numerusform>
                <numerusform>%n marks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SavingElsewhere</name>
        <message numerus="yes">
            <source>%n answer(s) saved to {folder}, as files that Class results reads.</source>
            <translation>
                <numerusform>%n answer saved to {folder}, in a file that Class results reads.</numerusform>
                <numerusform>%n answers saved to {folder}, in files that Class results reads.</numerusform>
            </translation>
        </message>
    </context>
</TS>
