<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
    <name>AboutDialog</name>
        <message>
            <source>About Rebattre les cartes</source>
            <translation>À propos de Rebattre les cartes</translation>
        </message>
        <message>
            <source>Lessons whose figures are alive, for the classroom, offline. Version {version}.</source>
            <translation>Des leçons dont les chiffres sont vivants, pour la classe, hors ligne. Version {version}.</translation>
        </message>
        <message>
            <source>The lesson</source>
            <translation>La leçon</translation>
        </message>
        <message>
            <source>After the article by Antoine Courmont, scientific director of the Cities and digital technology chair of Sciences Po, in Urbanisme no. 418.</source>
            <translation>D’après l’article d’Antoine Courmont, directeur scientifique de la chaire Villes et numérique de Sciences Po, dans Urbanisme, nº 418.</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Données</translation>
        </message>
        <message>
            <source>Fonts</source>
            <translation>Caractères</translation>
        </message>
        <message>
            <source>Atkinson Hyperlegible, by the Braille Institute of America; Source Serif 4, by Adobe. Both under the SIL Open Font License 1.1.</source>
            <translation>Atkinson Hyperlegible, du Braille Institute of America ; Source Serif 4, d’Adobe. Tous deux sous licence SIL Open Font License 1.1.</translation>
        </message>
        <message>
            <source>Software</source>
            <translation>Logiciels</translation>
        </message>
        <message>
            <source>Python, Qt and PySide6 (LGPL 3), pyqtgraph and markdown-it-py (MIT), NumPy (BSD), ruamel.yaml (MIT).</source>
            <translation>Python, Qt et PySide6 (LGPL 3), pyqtgraph et markdown-it-py (MIT), NumPy (BSD), ruamel.yaml (MIT).</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Insee and Etalab (Open Licence 2.0), Assurance maladie, Cour des comptes, Drees, Dares, Arcep, the United Nations (CC BY 3.0 IGO), Rosés and Wolf, POPSU; the filings and statements of Slack and Zoom. Maps: Natural Earth. Each figure names its source, and where it was read.</source>
            <translation>Insee et Etalab (Licence Ouverte 2.0), Assurance maladie, Cour des comptes, Drees, Dares, Arcep, Nations unies (CC BY 3.0 IGO), Rosés et Wolf, POPSU ; déclarations et documents publics de Slack et de Zoom. Cartes : Natural Earth. Chaque chiffre nomme sa source, et où il a été lu.</translation>
        </message>
</context>
<context>
    <name>Application</name>
        <message>
            <source>Fonts are missing ({fonts}): others stand in for them.</source>
            <translation>Des caractères manquent ({fonts}) : d’autres les remplacent.</translation>
        </message>
        <message>
            <source>The settings could not be read. They were kept aside as {path}, and the application starts afresh.</source>
            <translation>Les réglages n’ont pas pu être lus. Ils sont gardés sous {path}, et l’application repart à neuf.</translation>
        </message>
        <message>
            <source>The settings come from a newer version. They were kept aside as {path}, and the application starts afresh.</source>
            <translation>Les réglages viennent d’une version plus récente. Ils sont gardés sous {path}, et l’application repart à neuf.</translation>
        </message>
        <message>
            <source>Nothing can be written in {path}: everything works, but place and settings will not be remembered.</source>
            <translation>Rien ne peut être écrit dans {path} : tout fonctionne, mais ni la place ni les réglages ne seront retenus.</translation>
        </message>
</context>
<context>
    <name>AudienceWindow</name>
        <message>
            <source>Keys</source>
            <translation>Touches</translation>
        </message>
</context>
<context>
    <name>AxisForm</name>
        <message>
            <source>Place on the axis, in {unit}</source>
            <translation>Place sur l’axe, en {unit}</translation>
        </message>
        <message>
            <source>Place on the axis</source>
            <translation>Place sur l’axe</translation>
        </message>
        <message>
            <source>Click on the axis, or type</source>
            <translation>Cliquez sur l’axe, ou tapez</translation>
        </message>
        <message>
            <source>A step back along the axis</source>
            <translation>Un pas en arrière sur l’axe</translation>
        </message>
        <message>
            <source>A step forward along the axis</source>
            <translation>Un pas en avant sur l’axe</translation>
        </message>
</context>
<context>
    <name>AxisRange</name>
        <message>
            <source>all</source>
            <translation>tout</translation>
        </message>
        <message>
            <source>Horizontal axis</source>
            <translation>Axe horizontal</translation>
        </message>
        <message>
            <source>Vertical axis</source>
            <translation>Axe vertical</translation>
        </message>
        <message>
            <source>{axis}, from</source>
            <translation>{axis}, de</translation>
        </message>
        <message>
            <source>{axis}, to</source>
            <translation>{axis}, à</translation>
        </message>
</context>
<context>
    <name>BankDialog</name>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>{path} can’t be written: {why}.</source>
            <translation>{path} ne peut pas être écrit : {why}.</translation>
        </message>
</context>
<context>
    <name>BusyBar</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
</context>
<context>
    <name>CardFace</name>
        <message>
            <source>your estimate</source>
            <translation>votre estimation</translation>
        </message>
        <message>
            <source>Before you see the data: draw the line in one stroke, or type your estimates.</source>
            <translation>Avant de voir les données : tracez la ligne d’un geste, ou tapez vos estimations.</translation>
        </message>
        <message>
            <source>Before you see the data: drag the handle, or type your estimate.</source>
            <translation>Avant de voir les données : faites glisser la poignée, ou tapez votre estimation.</translation>
        </message>
        <message>
            <source>Before you see the data: drag each handle, or type your estimates.</source>
            <translation>Avant de voir les données : faites glisser chaque poignée, ou tapez vos estimations.</translation>
        </message>
        <message>
            <source>Chart</source>
            <translation>Graphique</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Tableau</translation>
        </message>
        <message>
            <source>Take away</source>
            <translation>Emporter</translation>
        </message>
        <message>
            <source>Predict again</source>
            <translation>Refaire ma prédiction</translation>
        </message>
        <message>
            <source>See without predicting</source>
            <translation>Voir sans prédire</translation>
        </message>
        <message>
            <source>Check my estimates</source>
            <translation>Valider mes estimations</translation>
        </message>
</context>
<context>
    <name>CertaintyBar</name>
        <message>
            <source>How sure are you of your answer?</source>
            <translation>Êtes-vous sûr de votre réponse ?</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>Peu sûr</translation>
        </message>
        <message>
            <source>Fairly sure</source>
            <translation>Assez sûr</translation>
        </message>
        <message>
            <source>Certain</source>
            <translation>Certain</translation>
        </message>
        <message>
            <source>How sure?</source>
            <translation>Certitude</translation>
        </message>
        <message>
            <source>{right} if right, {wrong} if wrong</source>
            <translation>{right} si c’est juste, {wrong} si c’est faux</translation>
        </message>
</context>
<context>
    <name>ChapterChoice</name>
        <message>
            <source>Questions of {title}</source>
            <translation>Questions de « {title} »</translation>
        </message>
        <message>
            <source>Choose among the questions</source>
            <translation>Choisir parmi les questions</translation>
        </message>
</context>
<context>
    <name>ChapterModel</name>
        <message>
            <source>not started</source>
            <translation>pas commencé</translation>
        </message>
        <message>
            <source>started</source>
            <translation>commencé</translation>
        </message>
        <message>
            <source>done</source>
            <translation>terminé</translation>
        </message>
</context>
<context>
    <name>ChapterRail</name>
        <message>
            <source>Chapters</source>
            <translation>Chapitres</translation>
        </message>
</context>
<context>
    <name>ChartCard</name>
        <message>
            <source>No data to show.</source>
            <translation>Aucune donnée à montrer.</translation>
        </message>
        <message>
            <source>What do you expect?</source>
            <translation>Qu’en pensez-vous ?</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n valeur</numerusform>
                <numerusform>%n valeurs</numerusform>
            </translation>
        </message>
        <message>
            <source>This chart can’t be shown.</source>
            <translation>Ce graphique ne peut pas être montré.</translation>
        </message>
        <message>
            <source>Your sentence is kept.</source>
            <translation>Votre phrase est notée.</translation>
        </message>
        <message>
            <source>This chart comes after your prediction.</source>
            <translation>Ce graphique vient après votre prédiction.</translation>
        </message>
</context>
<context>
    <name>ChartView</name>
        <message>
            <source>The arrow keys go from mark to mark, with Control one after the other. Enter selects, T shows the table, Escape leaves.</source>
            <translation>Les flèches vont de marque en marque, avec Contrôle l’une après l’autre. Entrée choisit, T montre le tableau, Échap quitte.</translation>
        </message>
</context>
<context>
    <name>ChoiceButton</name>
        <message>
            <source>Choose…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>nothing chosen</source>
            <translation>rien n’est choisi</translation>
        </message>
</context>
<context>
    <name>Choosing</name>
        <message>
            <source>No interval is chosen.</source>
            <translation>Aucun intervalle n’est choisi.</translation>
        </message>
</context>
<context>
    <name>ClassBanner</name>
        <message>
            <source>Go on from there</source>
            <translation>Reprendre ici</translation>
        </message>
        <message>
            <source>Ask again first (5 min)</source>
            <translation>Questions de rappel d’abord (5 min)</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Pas maintenant</translation>
        </message>
</context>
<context>
    <name>ClassDialog</name>
        <message numerus="yes">
            <source>%n student(s)</source>
            <translation>
                <numerusform>%n élève</numerusform>
                <numerusform>%n élèves</numerusform>
            </translation>
        </message>
        <message>
            <source>2nde B</source>
            <translation>2nde B</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Classe</translation>
        </message>
        <message>
            <source>Code of the class: {code}</source>
            <translation>Code de la classe : {code}</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Garder</translation>
        </message>
        <message>
            <source>Make a code</source>
            <translation>Créer un code</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>New class</source>
            <translation>Nouvelle classe</translation>
        </message>
        <message>
            <source>No code</source>
            <translation>Pas de code</translation>
        </message>
        <message>
            <source>Students of the class</source>
            <translation>Élèves de la classe</translation>
        </message>
        <message>
            <source>Students: a code or first name a line, as they work under it</source>
            <translation>Élèves : un code ou un prénom par ligne, celui sous lequel chacun travaille</translation>
        </message>
        <message>
            <source>There is a class of that name already.</source>
            <translation>Une classe porte déjà ce nom.</translation>
        </message>
        <message>
            <source>With a code on the board, files of another class and most forgeries are noticed. It proves nothing about who sat at the computer.</source>
            <translation>Avec un code écrit au tableau, les fichiers d’une autre classe et la plupart des faux se voient. Il ne prouve pas qui était devant l’ordinateur.</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>Erase the class…</source>
            <translation>Effacer la classe…</translation>
        </message>
        <message>
            <source>Erase everything that is kept of the class “{name}”?</source>
            <translation>Effacer tout ce qui est gardé de la classe « {name} » ?</translation>
        </message>
        <message>
            <source>Its list and code, its sittings, votes and marks go, with the safety copies of earlier versions and of damaged files. It can’t be undone. Files handed in to a folder stay there, and so does what students did on this computer.</source>
            <translation>Sa liste et son code, ses séances, ses votes et ses notes disparaissent, avec les copies de sécurité des versions antérieures et des fichiers abîmés. C’est définitif. Les fichiers rendus dans un dossier y restent, et ce que des élèves ont fait sur cet ordinateur aussi.</translation>
        </message>
</context>
<context>
    <name>ClassReminder</name>
        <message>
            <source>Ask again first (5 min)</source>
            <translation>Questions de rappel d’abord (5 min)</translation>
        </message>
        <message>
            <source>Go on from there</source>
            <translation>Reprendre ici</translation>
        </message>
        <message>
            <source>{name} stopped at “{title}” on {date}.</source>
            <translation>{name} s’est arrêtée à « {title} » le {date}.</translation>
        </message>
</context>
<context>
    <name>ClassScreens</name>
        <message>
            <source>Vote</source>
            <translation>Voter</translation>
        </message>
        <message>
            <source>Predictions of the class</source>
            <translation>Prédictions de la classe</translation>
        </message>
        <message>
            <source>Vote (V)</source>
            <translation>Voter (V)</translation>
        </message>
        <message>
            <source>Predictions of the class (V)</source>
            <translation>Prédictions de la classe (V)</translation>
        </message>
</context>
<context>
    <name>CollectPage</name>
        <message>
            <source>CSV for a French spreadsheet (*.csv)</source>
            <translation>CSV pour tableur français (*.csv)</translation>
        </message>
        <message>
            <source>Page to print (*.pdf)</source>
            <translation>Page à imprimer (*.pdf)</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Enregistrer le compte rendu</translation>
        </message>
        <message>
            <source>Spreadsheet (*.xlsx)</source>
            <translation>Classeur (*.xlsx)</translation>
        </message>
        <message>
            <source>The folder where students have handed in</source>
            <translation>Le dossier où les élèves ont rendu</translation>
        </message>
        <message>
            <source>The report was written to {path}.</source>
            <translation>Compte rendu écrit dans {path}.</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>Page web (*.html)</translation>
        </message>
        <message>
            <source>Everything that was kept of the class {name} is erased.</source>
            <translation>Tout ce qui était gardé de la classe {name} est effacé.</translation>
        </message>
</context>
<context>
    <name>CollectPanel</name>
        <message numerus="yes">
            <source>%n file(s) counted</source>
            <translation>
                <numerusform>%n fichier retenu</numerusform>
                <numerusform>%n fichiers retenus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n student(s)</source>
            <translation>
                <numerusform>%n élève</numerusform>
                <numerusform>%n élèves</numerusform>
            </translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>Répondues</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Réponses</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Choisir un dossier…</translation>
        </message>
        <message>
            <source>Choose the folder where your students have handed in. What is missing, double, damaged or changed is named; the rest becomes the report of the class.</source>
            <translation>Choisissez le dossier où vos élèves ont rendu leur travail. Ce qui manque, ce qui est en double, abîmé ou modifié est signalé ; le reste devient le compte rendu de la classe.</translation>
        </message>
        <message>
            <source>Class results</source>
            <translation>Résultats de la classe</translation>
        </message>
        <message>
            <source>Class: {name} ▾</source>
            <translation>Classe : {name} ▾</translation>
        </message>
        <message>
            <source>Discrimination</source>
            <translation>Discrimination</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Fichier</translation>
        </message>
        <message>
            <source>First answers</source>
            <translation>Premières réponses</translation>
        </message>
        <message>
            <source>Last answers</source>
            <translation>Dernières réponses</translation>
        </message>
        <message>
            <source>Lesson: {title} ▾</source>
            <translation>Leçon : {title} ▾</translation>
        </message>
        <message>
            <source>Mark open answers ({count} left)</source>
            <translation>Noter les réponses rédigées (reste {count})</translation>
        </message>
        <message>
            <source>Met with</source>
            <translation>Rencontrée chez</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minutes</translation>
        </message>
        <message>
            <source>Misconception</source>
            <translation>Idée reçue</translation>
        </message>
        <message>
            <source>Misconceptions</source>
            <translation>Idées reçues</translation>
        </message>
        <message>
            <source>Misconceptions left</source>
            <translation>Idées reçues restantes</translation>
        </message>
        <message>
            <source>New class…</source>
            <translation>Nouvelle classe…</translation>
        </message>
        <message>
            <source>No class</source>
            <translation>Aucune classe</translation>
        </message>
        <message numerus="yes">
            <source>Nothing from %n student(s) of the list:</source>
            <translation>
                <numerusform>Rien d’un élève de la liste :</numerusform>
                <numerusform>Rien de %n élèves de la liste :</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing in this folder can be counted.</source>
            <translation>Rien dans ce dossier ne peut être compté.</translation>
        </message>
        <message>
            <source>Other files</source>
            <translation>Autres fichiers</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Question</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Questions</translation>
        </message>
        <message>
            <source>Reading the files…</source>
            <translation>Lecture des fichiers…</translation>
        </message>
        <message>
            <source>Remark</source>
            <translation>Remarque</translation>
        </message>
        <message>
            <source>Save the report…</source>
            <translation>Enregistrer le compte rendu…</translation>
        </message>
        <message>
            <source>Still with</source>
            <translation>À dépasser par</translation>
        </message>
        <message>
            <source>Student</source>
            <translation>Élève</translation>
        </message>
        <message>
            <source>Students</source>
            <translation>Élèves</translation>
        </message>
        <message>
            <source>Students and code of this class…</source>
            <translation>Élèves et code de cette classe…</translation>
        </message>
        <message>
            <source>Success</source>
            <translation>Réussite</translation>
        </message>
        <message>
            <source>Success is the mean score of first answers. Discrimination is the correlation with the score at the other questions, −1 to 1, with its interval at 95%; it needs ten students, and with one class the interval is wide: a reason to read a question again, never a verdict.</source>
            <translation>La réussite est le score moyen des premières réponses. La discrimination est la corrélation avec le score aux autres questions, de −1 à 1, avec son intervalle à 95 % ; il y faut dix élèves, et avec une classe l’intervalle est large : une raison de relire la question, jamais un verdict.</translation>
        </message>
        <message>
            <source>What is the matter</source>
            <translation>Ce qu’il en est</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucune</translation>
        </message>
        <message>
            <source>nothing handed in</source>
            <translation>rien rendu</translation>
        </message>
        <message>
            <source>{r} ({low} to {high})</source>
            <translation>{r} ({low} à {high})</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier file(s) that a later one holds</source>
            <translation>
                <numerusform>%n fichier plus ancien, repris dans un autre</numerusform>
                <numerusform>%n fichiers plus anciens, repris dans un autre</numerusform>
            </translation>
        </message>
        <message>
            <source>Not on the list of the class: {names}</source>
            <translation>Pas sur la liste de la classe : {names}</translation>
        </message>
        <message>
            <source>{name} ({meant}?)</source>
            <translation>{name} ({meant} ?)</translation>
        </message>
        <message>
            <source>Votes of the class</source>
            <translation>Votes de la classe</translation>
        </message>
        <message>
            <source>Predictions of the class</source>
            <translation>Prédictions de la classe</translation>
        </message>
        <message>
            <source>Files that have nothing in common came under the same name, and are counted together: one student at two machines, or two students? {names}</source>
            <translation>Des fichiers sans rien de commun sont rendus sous le même nom et comptés ensemble : un élève à deux machines, ou deux élèves ? {names}</translation>
        </message>
</context>
<context>
    <name>Commands</name>
        <message>
            <source>Library</source>
            <translation>Bibliothèque</translation>
        </message>
        <message>
            <source>Back to the lesson</source>
            <translation>Revenir à la leçon</translation>
        </message>
        <message>
            <source>Open a lesson folder…</source>
            <translation>Ouvrir un dossier de leçon…</translation>
        </message>
        <message>
            <source>Open a zipped lesson…</source>
            <translation>Ouvrir une leçon zippée…</translation>
        </message>
        <message>
            <source>Reload the lesson</source>
            <translation>Relire la leçon</translation>
        </message>
        <message>
            <source>Problems in this lesson…</source>
            <translation>Problèmes de cette leçon…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Rechercher…</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Étape suivante</translation>
        </message>
        <message>
            <source>Previous step</source>
            <translation>Étape précédente</translation>
        </message>
        <message>
            <source>Next chapter</source>
            <translation>Chapitre suivant</translation>
        </message>
        <message>
            <source>Previous chapter</source>
            <translation>Chapitre précédent</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Rétablir</translation>
        </message>
        <message>
            <source>Put the numbers back to their start</source>
            <translation>Remettre les nombres à leur départ</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Texte plus grand</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Texte plus petit</translation>
        </message>
        <message>
            <source>Normal text size</source>
            <translation>Taille normale du texte</translation>
        </message>
        <message>
            <source>Français</source>
            <translation>Français</translation>
        </message>
        <message>
            <source>English</source>
            <translation>English</translation>
        </message>
        <message>
            <source>Switch between French and English</source>
            <translation>Passer du français à l’anglais</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Thème clair</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Thème sombre</translation>
        </message>
        <message>
            <source>High-contrast theme</source>
            <translation>Thème à fort contraste</translation>
        </message>
        <message>
            <source>Teacher’s notes</source>
            <translation>Notes du professeur</translation>
        </message>
        <message>
            <source>Animations</source>
            <translation>Animations</translation>
        </message>
        <message>
            <source>List of chapters</source>
            <translation>Liste des chapitres</translation>
        </message>
        <message>
            <source>Present full screen</source>
            <translation>Présenter en plein écran</translation>
        </message>
        <message>
            <source>About…</source>
            <translation>À propos…</translation>
        </message>
        <message>
            <source>Lesson</source>
            <translation>Leçon</translation>
        </message>
        <message>
            <source>Go</source>
            <translation>Aller</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Affichage</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Aide</translation>
        </message>
        <message>
            <source>My progress</source>
            <translation>Ma progression</translation>
        </message>
        <message>
            <source>Review what is due</source>
            <translation>Réviser ce qui est à revoir</translation>
        </message>
        <message>
            <source>Start the lesson afresh…</source>
            <translation>Recommencer la leçon…</translation>
        </message>
        <message>
            <source>Questions without marks</source>
            <translation>Questions sans note</translation>
        </message>
        <message>
            <source>Teacher’s guide…</source>
            <translation>Guide du professeur…</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Classe</translation>
        </message>
        <message>
            <source>Hand in…</source>
            <translation>Rendre…</translation>
        </message>
        <message>
            <source>Who is working…</source>
            <translation>Qui travaille…</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Imprimer…</translation>
        </message>
        <message>
            <source>Class results…</source>
            <translation>Résultats de la classe…</translation>
        </message>
        <message>
            <source>What is kept of a student…</source>
            <translation>Ce qui est gardé d’un élève…</translation>
        </message>
        <message>
            <source>Take questions away…</source>
            <translation>Emporter les questions…</translation>
        </message>
        <message>
            <source>Bring questions in…</source>
            <translation>Apporter des questions…</translation>
        </message>
</context>
<context>
    <name>ConsoleTools</name>
        <message>
            <source>Hide again</source>
            <translation>Cacher de nouveau</translation>
        </message>
        <message>
            <source>Reveal</source>
            <translation>Dévoiler</translation>
        </message>
        <message>
            <source>Let the class follow</source>
            <translation>Laisser la classe suivre</translation>
        </message>
        <message>
            <source>Freeze</source>
            <translation>Figer</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>Précédente</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Suivante</translation>
        </message>
        <message>
            <source>Show this now</source>
            <translation>Montrer maintenant</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Entrée</translation>
        </message>
        <message>
            <source>Black</source>
            <translation>Noir</translation>
        </message>
        <message>
            <source>White</source>
            <translation>Blanc</translation>
        </message>
        <message>
            <source>Curtain</source>
            <translation>Rideau</translation>
        </message>
        <message>
            <source>Spotlight</source>
            <translation>Halo</translation>
        </message>
        <message>
            <source>Magnifier</source>
            <translation>Loupe</translation>
        </message>
        <message>
            <source>Pen</source>
            <translation>Feutre</translation>
        </message>
        <message>
            <source>Wipe clean</source>
            <translation>Effacer</translation>
        </message>
</context>
<context>
    <name>ConsoleWindow</name>
        <message>
            <source>You prepare: {title}</source>
            <translation>Vous préparez : {title}</translation>
        </message>
        <message>
            <source>On screen: {title}</source>
            <translation>À l’écran : {title}</translation>
        </message>
        <message>
            <source>The class still sees</source>
            <translation>La classe voit encore</translation>
        </message>
        <message>
            <source>Next: {title}</source>
            <translation>Ensuite : {title}</translation>
        </message>
        <message>
            <source>This is the last slide</source>
            <translation>C’est le dernier écran</translation>
        </message>
        <message>
            <source>Console: {title}</source>
            <translation>Pupitre : {title}</translation>
        </message>
        <message>
            <source>text</source>
            <translation>texte</translation>
        </message>
        <message>
            <source>chart</source>
            <translation>graphique</translation>
        </message>
        <message>
            <source>question</source>
            <translation>question</translation>
        </message>
        <message>
            <source>card</source>
            <translation>encadré</translation>
        </message>
        <message>
            <source>simulation</source>
            <translation>simulation</translation>
        </message>
        <message>
            <source>asked again</source>
            <translation>reprise</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Touches</translation>
        </message>
        <message>
            <source>Notes and answers</source>
            <translation>Notes et réponses</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Étapes</translation>
        </message>
        <message>
            <source>What is on the screen</source>
            <translation>Ce qui est à l’écran</translation>
        </message>
        <message>
            <source>What comes next</source>
            <translation>Ce qui vient ensuite</translation>
        </message>
</context>
<context>
    <name>ControlsCard</name>
        <message>
            <source>▶ Let it run</source>
            <translation>▶ Laisser évoluer</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>Recommencer</translation>
        </message>
        <message>
            <source>Predict again</source>
            <translation>Refaire ma prédiction</translation>
        </message>
        <message>
            <source>Perturb</source>
            <translation>Perturber</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparer</translation>
        </message>
        <message>
            <source>Assumptions</source>
            <translation>Hypothèses</translation>
        </message>
</context>
<context>
    <name>CounterBar</name>
        <message>
            <source>Question</source>
            <translation>Question</translation>
        </message>
        <message>
            <source>Question {number} of {total}</source>
            <translation>Question {number} sur {total}</translation>
        </message>
        <message>
            <source>Previous question</source>
            <translation>Question précédente</translation>
        </message>
        <message>
            <source>Next question</source>
            <translation>Question suivante</translation>
        </message>
</context>
<context>
    <name>CurveToPredict</name>
        <message>
            <source>{what}: from {first} to {last}</source>
            <translation>{what} : de {first} à {last}</translation>
        </message>
</context>
<context>
    <name>DataTable</name>
        <message numerus="yes">
            <source>%n row(s) copied.</source>
            <translation>
                <numerusform>%n ligne copiée.</numerusform>
                <numerusform>%n lignes copiées.</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy the selected rows</source>
            <translation>Copier les lignes choisies</translation>
        </message>
        <message>
            <source>Copy the whole table</source>
            <translation>Copier tout le tableau</translation>
        </message>
        <message>
            <source>In the order of the chart.</source>
            <translation>Dans l’ordre du graphique.</translation>
        </message>
        <message>
            <source>Sorted by {column}, rising.</source>
            <translation>Trié par {column}, croissant.</translation>
        </message>
        <message>
            <source>Sorted by {column}, falling.</source>
            <translation>Trié par {column}, décroissant.</translation>
        </message>
        <message>
            <source>S sorts by the column, Control C copies, T shows the chart.</source>
            <translation>S trie selon la colonne, Contrôle C copie, T montre le graphique.</translation>
        </message>
</context>
<context>
    <name>ErrorDialog</name>
        <message>
            <source>Something did not work</source>
            <translation>Quelque chose n’a pas fonctionné</translation>
        </message>
        <message>
            <source>Something did not work. Your session goes on, and nothing is lost.</source>
            <translation>Quelque chose n’a pas fonctionné. Votre séance continue, et rien n’est perdu.</translation>
        </message>
        <message>
            <source>The details are kept in {file}.</source>
            <translation>Les détails sont gardés dans {file}.</translation>
        </message>
        <message>
            <source>To help mend it, copy this report to whoever looks after the application.</source>
            <translation>Pour aider à réparer, transmettez ce rapport à la personne qui s’occupe de l’application.</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Rapport</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>Copier le rapport</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copié</translation>
        </message>
</context>
<context>
    <name>EstimateForm</name>
        <message>
            <source>Your estimate for {name}</source>
            <translation>Votre estimation pour {name}</translation>
        </message>
</context>
<context>
    <name>Footer</name>
        <message>
            <source>Step {step} of {steps}</source>
            <translation>Étape {step} sur {steps}</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s)</source>
            <translation>
                <numerusform>%n réponse</numerusform>
                <numerusform>%n réponses</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n right</source>
            <translation>
                <numerusform>%n juste</numerusform>
                <numerusform>%n justes</numerusform>
            </translation>
        </message>
        <message>
            <source>←  Previous step</source>
            <translation>←  Étape précédente</translation>
        </message>
        <message>
            <source>Next step  →</source>
            <translation>Étape suivante  →</translation>
        </message>
        <message>
            <source>Previous step</source>
            <translation>Étape précédente</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Étape suivante</translation>
        </message>
        <message>
            <source>(arrow keys or remote control)</source>
            <translation>(flèches ou télécommande)</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Enregistrement…</translation>
        </message>
        <message>
            <source>Progress saved</source>
            <translation>Progression enregistrée</translation>
        </message>
        <message>
            <source>Not saved yet</source>
            <translation>Pas encore enregistré</translation>
        </message>
        <message>
            <source>Progress is not kept</source>
            <translation>Progression non conservée</translation>
        </message>
        <message>
            <source>to go further</source>
            <translation>pour aller plus loin</translation>
        </message>
</context>
<context>
    <name>ForesightForm</name>
        <message>
            <source>That is my prediction</source>
            <translation>C’est ma prédiction</translation>
        </message>
        <message>
            <source>See without predicting</source>
            <translation>Voir sans prédire</translation>
        </message>
        <message>
            <source>Before you move anything: what do you expect?</source>
            <translation>Avant de rien bouger : qu’attendez-vous ?</translation>
        </message>
</context>
<context>
    <name>FormDialog</name>
        <message>
            <source>Erase</source>
            <translation>Effacer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
</context>
<context>
    <name>GapRow</name>
        <message>
            <source>Gap {number}</source>
            <translation>Trou {number}</translation>
        </message>
        <message>
            <source>Gap {number}, in {unit}</source>
            <translation>Trou {number}, en {unit}</translation>
        </message>
</context>
<context>
    <name>GapsForm</name>
        <message>
            <source>Gap {number}: {problem}</source>
            <translation>Trou {number} : {problem}</translation>
        </message>
</context>
<context>
    <name>GuideDialog</name>
        <message>
            <source>Teacher’s guide</source>
            <translation>Guide du professeur</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
</context>
<context>
    <name>HandInDialog</name>
        <message numerus="yes">
            <source>%n answer(s) and prediction(s) so far. You can go on afterwards and hand in again: the last file has it all.</source>
            <translation>
                <numerusform>%n réponse ou prédiction jusqu’ici. Vous pourrez continuer et rendre de nouveau : le dernier fichier contient tout.</numerusform>
                <numerusform>%n réponses et prédictions jusqu’ici. Vous pourrez continuer et rendre de nouveau : le dernier fichier contient tout.</numerusform>
            </translation>
        </message>
        <message>
            <source>A share, a USB key, any folder</source>
            <translation>Un partage, une clé USB, n’importe quel dossier</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Code of the class, if your teacher gave one</source>
            <translation>Code de la classe, si votre professeur en a donné un</translation>
        </message>
        <message>
            <source>Hand in</source>
            <translation>Rendre</translation>
        </message>
        <message>
            <source>Handed in, and read again to be sure: {file}</source>
            <translation>Rendu, et relu pour en être sûr : {file}</translation>
        </message>
        <message>
            <source>Handing in…</source>
            <translation>Envoi en cours…</translation>
        </message>
        <message>
            <source>Into the folder</source>
            <translation>Dans le dossier</translation>
        </message>
        <message>
            <source>The folder to hand in to</source>
            <translation>Le dossier où rendre</translation>
        </message>
        <message>
            <source>This is no class code: a sign of it is wrong or missing.</source>
            <translation>Ce n’est pas un code de classe : un signe est faux ou manque.</translation>
        </message>
        <message numerus="yes">
            <source>With the %n answer(s) given here under no name</source>
            <translation>
                <numerusform>Avec la réponse donnée ici sans nom</numerusform>
                <numerusform>Avec les %n réponses données ici sans nom</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>Header</name>
        <message>
            <source>Search… Ctrl+K</source>
            <translation>Rechercher… Ctrl+K</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Rechercher…</translation>
        </message>
        <message>
            <source>Present F5</source>
            <translation>Présenter F5</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Texte plus petit</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Texte plus grand</translation>
        </message>
        <message>
            <source>Switch between French and English</source>
            <translation>Passer du français à l’anglais</translation>
        </message>
        <message>
            <source>Present full screen</source>
            <translation>Présenter en plein écran</translation>
        </message>
</context>
<context>
    <name>HintsView</name>
        <message>
            <source>Hint {number}:</source>
            <translation>Indice {number} :</translation>
        </message>
</context>
<context>
    <name>HonestyPanel</name>
        <message>
            <source>Where it comes from</source>
            <translation>D’où il vient</translation>
        </message>
        <message>
            <source>What the model assumes</source>
            <translation>Ce que le modèle suppose</translation>
        </message>
        <message>
            <source>What it leaves out</source>
            <translation>Ce qu’il laisse de côté</translation>
        </message>
        <message>
            <source>What is only an illustration</source>
            <translation>Ce qui n’est qu’une illustration</translation>
        </message>
        <message>
            <source>What is data</source>
            <translation>Ce qui est une donnée</translation>
        </message>
        <message>
            <source>Published figures to hold against it</source>
            <translation>Des chiffres publiés à lui opposer</translation>
        </message>
</context>
<context>
    <name>How</name>
        <message>
            <source>several answers may be right</source>
            <translation>plusieurs réponses peuvent être justes</translation>
        </message>
        <message>
            <source>then point at what proves it</source>
            <translation>puis montrez ce qui le prouve</translation>
        </message>
        <message>
            <source>fill in the gaps</source>
            <translation>complétez les trous</translation>
        </message>
        <message>
            <source>find the right one for each</source>
            <translation>trouvez la bonne pour chacun</translation>
        </message>
        <message>
            <source>put them in order</source>
            <translation>mettez dans l’ordre</translation>
        </message>
        <message>
            <source>point at the answer on the chart</source>
            <translation>répondez en pointant le graphique</translation>
        </message>
        <message>
            <source>point at the sentence in the text</source>
            <translation>répondez en pointant la phrase</translation>
        </message>
        <message>
            <source>point at a place on the axis</source>
            <translation>répondez en pointant l’axe</translation>
        </message>
        <message>
            <source>say what you expect</source>
            <translation>dites ce que vous attendez</translation>
        </message>
        <message>
            <source>in your own words</source>
            <translation>avec vos mots</translation>
        </message>
        <message>
            <source>{label}: {words}</source>
            <translation>{label} : {words}</translation>
        </message>
</context>
<context>
    <name>InfoPopup</name>
        <message>
            <source>Read in: {place}</source>
            <translation>Lu dans : {place}</translation>
        </message>
        <message>
            <source>A number for you to change</source>
            <translation>Un nombre que vous pouvez changer</translation>
        </message>
        <message>
            <source>Computed from:</source>
            <translation>Calculé à partir de :</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>Calculé</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Mesuré</translation>
        </message>
        <message>
            <source>Declared in a survey</source>
            <translation>Déclaré dans une enquête</translation>
        </message>
        <message>
            <source>Estimated by an analyst</source>
            <translation>Estimé par un analyste</translation>
        </message>
        <message>
            <source>Modelled: rests on assumptions</source>
            <translation>Modélisé : repose sur des hypothèses</translation>
        </message>
        <message>
            <source>Licence: {name}</source>
            <translation>Licence : {name}</translation>
        </message>
        <message>
            <source>Computed by the simulation</source>
            <translation>Calculé par la simulation</translation>
        </message>
</context>
<context>
    <name>IntervalInput</name>
        <message>
            <source>All</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>Choose no interval</source>
            <translation>Ne choisir aucun intervalle</translation>
        </message>
</context>
<context>
    <name>ItemRow</name>
        <message>
            <source>Move up: {item}</source>
            <translation>Monter : {item}</translation>
        </message>
        <message>
            <source>Move down: {item}</source>
            <translation>Descendre : {item}</translation>
        </message>
        <message>
            <source>place {place} of {places}</source>
            <translation>place {place} sur {places}</translation>
        </message>
</context>
<context>
    <name>LearnerData</name>
        <message>
            <source>Save everything that is kept of a student</source>
            <translation>Enregistrer tout ce qui est gardé d’un élève</translation>
        </message>
        <message>
            <source>Zip (*.zip)</source>
            <translation>Zip (*.zip)</translation>
        </message>
        <message>
            <source>Everything that is kept of {name} was written to {path}.</source>
            <translation>Tout ce qui est gardé de {name} a été écrit dans {path}.</translation>
        </message>
        <message>
            <source>Everything that was kept of {name} is erased.</source>
            <translation>Tout ce qui était gardé de {name} est effacé.</translation>
        </message>
</context>
<context>
    <name>LearnerDataDialog</name>
        <message>
            <source>What is kept of a student</source>
            <translation>Ce qui est gardé d’un élève</translation>
        </message>
        <message>
            <source>Everybody of whom something is kept on this computer. All of it can be saved for the student, in formats that any computer opens, or erased.</source>
            <translation>Tous ceux dont quelque chose est gardé sur cet ordinateur. Tout peut être enregistré pour l’élève, dans des formats que tout ordinateur ouvre, ou effacé.</translation>
        </message>
        <message>
            <source>Search a name</source>
            <translation>Chercher un nom</translation>
        </message>
        <message>
            <source>Students</source>
            <translation>Élèves</translation>
        </message>
        <message>
            <source>Erase…</source>
            <translation>Effacer…</translation>
        </message>
        <message>
            <source>Save everything…</source>
            <translation>Tout enregistrer…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>(who worked without a name)</source>
            <translation>(qui a travaillé sans nom)</translation>
        </message>
        <message>
            <source>Nothing is kept of anybody.</source>
            <translation>Rien n’est gardé de personne.</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s)</source>
            <translation>
                <numerusform>%n réponse</numerusform>
                <numerusform>%n réponses</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) seen</source>
            <translation>
                <numerusform>%n étape vue</numerusform>
                <numerusform>%n étapes vues</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mark(s)</source>
            <translation>
                <numerusform>%n note</numerusform>
                <numerusform>%n notes</numerusform>
            </translation>
        </message>
        <message>
            <source>Erase everything that is kept of “{name}”?</source>
            <translation>Effacer tout ce qui est gardé de « {name} » ?</translation>
        </message>
        <message>
            <source>Answers, progress, marks and the place on class lists go, with the safety copies of earlier versions and of damaged files, which hold those of all. It can’t be undone. Files handed in to a folder stay there.</source>
            <translation>Les réponses, la progression, les notes et la place sur les listes de classe disparaissent, avec les copies de sécurité des versions antérieures et des fichiers abîmés, qui contiennent celles de tous. C’est définitif. Les fichiers rendus dans un dossier y restent.</translation>
        </message>
</context>
<context>
    <name>LearnerDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Code or first name</source>
            <translation>Code ou prénom</translation>
        </message>
        <message>
            <source>Take the code or the first name that you chose with your teacher. What you do is kept under it, on this computer alone.</source>
            <translation>Prenez le code ou le prénom choisi avec votre professeur. Ce que vous faites est gardé sous ce nom, sur cet ordinateur seulement.</translation>
        </message>
        <message>
            <source>Those who have worked on this computer</source>
            <translation>Celles et ceux qui ont travaillé sur cet ordinateur</translation>
        </message>
        <message>
            <source>Who is working?</source>
            <translation>Qui travaille ?</translation>
        </message>
        <message>
            <source>Work under this name</source>
            <translation>Travailler sous ce nom</translation>
        </message>
        <message>
            <source>Work without a name</source>
            <translation>Travailler sans nom</translation>
        </message>
</context>
<context>
    <name>LearnerPage</name>
        <message>
            <source>Spreadsheet (*.xlsx)</source>
            <translation>Classeur (*.xlsx)</translation>
        </message>
        <message>
            <source>CSV for a French spreadsheet (*.csv)</source>
            <translation>CSV pour un tableur français (*.csv)</translation>
        </message>
        <message>
            <source>CSV for Moodle’s gradebook (*.csv)</source>
            <translation>CSV pour le carnet de notes de Moodle (*.csv)</translation>
        </message>
        <message>
            <source>xAPI statements (*.jsonl)</source>
            <translation>Énoncés xAPI (*.jsonl)</translation>
        </message>
        <message>
            <source>Take results away</source>
            <translation>Emporter les résultats</translation>
        </message>
        <message>
            <source>Results written to {path}.</source>
            <translation>Résultats écrits dans {path}.</translation>
        </message>
</context>
<context>
    <name>LearnerPanel</name>
        <message>
            <source>My progress</source>
            <translation>Ma progression</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un instant…</translation>
        </message>
        <message>
            <source>Nothing was answered yet: what you do in the lesson shows up here.</source>
            <translation>Aucune réponse pour l’instant : ce que vous faites dans la leçon apparaîtra ici.</translation>
        </message>
        <message>
            <source>Objectives</source>
            <translation>Objectifs</translation>
        </message>
        <message>
            <source>Misconceptions met</source>
            <translation>Idées reçues rencontrées</translation>
        </message>
        <message>
            <source>All of this is kept on this computer alone.</source>
            <translation>Tout cela est gardé sur cet ordinateur, et nulle part ailleurs.</translation>
        </message>
        <message>
            <source>Nothing can be kept on this computer: this will be forgotten.</source>
            <translation>Rien ne peut être gardé sur cet ordinateur : tout cela sera oublié.</translation>
        </message>
        <message>
            <source>Take results away…</source>
            <translation>Emporter les résultats…</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>{answered} of {questions} questions answered, {right} right</source>
            <translation>{answered} questions traitées sur {questions}, justes : {right}</translation>
        </message>
        <message numerus="yes">
            <source>%n prediction(s)</source>
            <translation>
                <numerusform>%n prédiction</numerusform>
                <numerusform>%n prédictions</numerusform>
            </translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <source>mastered</source>
            <translation>maîtrisé</translation>
        </message>
        <message>
            <source>to review</source>
            <translation>à revoir</translation>
        </message>
        <message>
            <source>under way</source>
            <translation>en cours</translation>
        </message>
        <message>
            <source>not started</source>
            <translation>pas commencé</translation>
        </message>
        <message>
            <source>{known} of {questions} known</source>
            <translation>questions sues : {known} sur {questions}</translation>
        </message>
        <message>
            <source>overcome</source>
            <translation>dépassée</translation>
        </message>
        <message>
            <source>still to overcome</source>
            <translation>pas encore dépassée</translation>
        </message>
        <message numerus="yes">
            <source>met %n time(s)</source>
            <translation>
                <numerusform>rencontrée %n fois</numerusform>
                <numerusform>rencontrée %n fois</numerusform>
            </translation>
        </message>
        <message>
            <source>Review ({count} due)</source>
            <translation>Réviser ({count} à revoir)</translation>
        </message>
        <message>
            <source>certainty marks: {mark}</source>
            <translation>points de certitude : {mark}</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} h {minutes} min</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>et %n autre</numerusform>
                <numerusform>et %n autres</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>LearningDesk</name>
        <message>
            <source>Start this lesson afresh?</source>
            <translation>Recommencer cette leçon ?</translation>
        </message>
        <message>
            <source>Answers and predictions are taken off its pages. Your progress and your results keep them.</source>
            <translation>Les réponses et les prédictions sont retirées de ses pages. Votre progression et vos résultats les gardent.</translation>
        </message>
        <message>
            <source>Start afresh</source>
            <translation>Recommencer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) could not be saved.</source>
            <translation>
                <numerusform>%n réponse n’a pas pu être enregistrée.</numerusform>
                <numerusform>%n réponses n’ont pas pu être enregistrées.</numerusform>
            </translation>
        </message>
        <message>
            <source>Close all the same? They will be lost. “Cancel” leaves time to save them elsewhere.</source>
            <translation>Fermer quand même ? Ce qui n’est pas enregistré sera perdu. « Annuler » laisse le temps de l’enregistrer ailleurs.</translation>
        </message>
</context>
<context>
    <name>LessonCard</name>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Open the lesson {title}</source>
            <translation>Ouvrir la leçon {title}</translation>
        </message>
        <message>
            <source>My progress</source>
            <translation>Ma progression</translation>
        </message>
        <message>
            <source>My progress in {title}</source>
            <translation>Ma progression dans {title}</translation>
        </message>
        <message>
            <source>Take {title} off the list</source>
            <translation>Retirer {title} de la liste</translation>
        </message>
        <message>
            <source>Take off the list</source>
            <translation>Retirer de la liste</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message numerus="yes">
            <source>%n chapter(s)</source>
            <translation>
                <numerusform>%n chapitre</numerusform>
                <numerusform>%n chapitres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) answered of {asked}</source>
            <translation>
                <numerusform>%n question traitée sur {asked}</numerusform>
                <numerusform>%n questions traitées sur {asked}</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>LessonOpener</name>
        <message>
            <source>Reading the lesson…</source>
            <translation>Lecture de la leçon…</translation>
        </message>
        <message>
            <source>Open a lesson folder</source>
            <translation>Ouvrir un dossier de leçon</translation>
        </message>
        <message>
            <source>Open a zipped lesson</source>
            <translation>Ouvrir une leçon zippée</translation>
        </message>
        <message>
            <source>Lessons (*.zip)</source>
            <translation>Leçons (*.zip)</translation>
        </message>
        <message>
            <source>There is no lesson at {path}.</source>
            <translation>Il n’y a pas de leçon à cet endroit : {path}.</translation>
        </message>
        <message>
            <source>{name} can’t be opened as a lesson: {why}.</source>
            <translation>{name} ne peut pas être ouvert comme leçon : {why}.</translation>
        </message>
        <message>
            <source>Only what is on this computer can be opened: save the lesson first, then drop its folder or its zip here.</source>
            <translation>Seul ce qui est sur cet ordinateur peut être ouvert : enregistrez d’abord la leçon, puis déposez ici son dossier ou son zip.</translation>
        </message>
        <message>
            <source>One lesson is open at a time: {name} is opened, the others are not.</source>
            <translation>Une seule leçon est ouverte à la fois : {name} s’ouvre, les autres non.</translation>
        </message>
        <message>
            <source>{name} holds several lessons. Open one of them: {names}.</source>
            <translation>{name} contient plusieurs leçons. Ouvrez l’une d’elles : {names}.</translation>
        </message>
        <message>
            <source>{name} is not a lesson. A lesson is a folder in which there is a file named lesson.yaml, or a zip of that folder.</source>
            <translation>{name} n’est pas une leçon. Une leçon est un dossier où se trouve un fichier nommé lesson.yaml, ou un zip de ce dossier.</translation>
        </message>
</context>
<context>
    <name>LessonView</name>
        <message>
            <source>CHAPTER {chapter} · STEP {step} OF {steps}</source>
            <translation>CHAPITRE {chapter} · ÉTAPE {step} SUR {steps}</translation>
        </message>
</context>
<context>
    <name>LibraryPanel</name>
        <message>
            <source>Lessons</source>
            <translation>Leçons</translation>
        </message>
        <message>
            <source>Open a lesson folder…</source>
            <translation>Ouvrir un dossier de leçon…</translation>
        </message>
        <message>
            <source>Open a zipped lesson…</source>
            <translation>Ouvrir une leçon zippée…</translation>
        </message>
        <message>
            <source>Nothing to review today.</source>
            <translation>Rien à réviser aujourd’hui.</translation>
        </message>
        <message>
            <source>about {minutes} min</source>
            <translation>environ {minutes} min</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) to review today</source>
            <translation>
                <numerusform>%n question à réviser aujourd’hui</numerusform>
                <numerusform>%n questions à réviser aujourd’hui</numerusform>
            </translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Réviser</translation>
        </message>
        <message>
            <source>Review what is due today</source>
            <translation>Réviser ce qui est à revoir aujourd’hui</translation>
        </message>
        <message>
            <source>{count} now, about {minutes} min</source>
            <translation>{count} maintenant, environ {minutes} min</translation>
        </message>
        <message>
            <source>At work: {name}</source>
            <translation>Au travail : {name}</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Changer…</translation>
        </message>
        <message>
            <source>Who is working?</source>
            <translation>Qui travaille ?</translation>
        </message>
        <message>
            <source>Work under a code or a first name…</source>
            <translation>Travailler sous un code ou un prénom…</translation>
        </message>
</context>
<context>
    <name>MainWindow</name>
        <message>
            <source>The chapter {name} can’t be read: see Menu, Lesson, Problems in this lesson.</source>
            <translation>Le chapitre {name} ne peut pas être lu : voyez Menu, Leçon, Problèmes de cette leçon.</translation>
        </message>
        <message>
            <source>Interactive lessons</source>
            <translation>Leçons interactives</translation>
        </message>
        <message>
            <source>{file} is shown in no step. Its place was copied.</source>
            <translation>{file} ne se montre dans aucune étape. L’endroit a été copié.</translation>
        </message>
</context>
<context>
    <name>MarkingDialog</name>
        <message>
            <source>Answer</source>
            <translation>Réponse</translation>
        </message>
        <message>
            <source>Answer {number} of {total}</source>
            <translation>Réponse {number} sur {total}</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Commentaire</translation>
        </message>
        <message>
            <source>Mark saved</source>
            <translation>Note enregistrée</translation>
        </message>
        <message>
            <source>Mark: {percent}</source>
            <translation>Note : {percent}</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Suivante</translation>
        </message>
        <message>
            <source>Not marked yet</source>
            <translation>Pas encore notée</translation>
        </message>
        <message>
            <source>Open answers</source>
            <translation>Réponses rédigées</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>Précédente</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Enregistrement…</translation>
        </message>
</context>
<context>
    <name>MissingCard</name>
        <message>
            <source>Take off the list</source>
            <translation>Retirer de la liste</translation>
        </message>
        <message>
            <source>Take {title} off the list</source>
            <translation>Retirer {title} de la liste</translation>
        </message>
        <message>
            <source>{name} can’t be opened just now: {path}</source>
            <translation>{name} ne s’ouvre pas pour le moment : {path}</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Try to open {title} again</source>
            <translation>Essayer de nouveau d’ouvrir {title}</translation>
        </message>
</context>
<context>
    <name>ModelPanel</name>
        <message>
            <source>You predicted: {what}</source>
            <translation>Vous avez prédit : {what}</translation>
        </message>
        <message>
            <source>This simulation can’t be shown.</source>
            <translation>Cette simulation ne peut pas être montrée.</translation>
        </message>
</context>
<context>
    <name>NarrativePanel</name>
        <message>
            <source>Glossary term</source>
            <translation>Terme du glossaire</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>Adjustable number, arrow keys</source>
            <translation>Nombre réglable, flèches du clavier</translation>
        </message>
        <message>
            <source>Figure of the chart</source>
            <translation>Chiffre du graphique</translation>
        </message>
        <message>
            <source>Computed figure</source>
            <translation>Chiffre calculé</translation>
        </message>
        <message>
            <source>Link in the lesson</source>
            <translation>Lien dans la leçon</translation>
        </message>
        <message>
            <source>Figure of the simulation</source>
            <translation>Chiffre de la simulation</translation>
        </message>
</context>
<context>
    <name>NoticeBar</name>
        <message>
            <source>Understood</source>
            <translation>Compris</translation>
        </message>
</context>
<context>
    <name>NumberForm</name>
        <message>
            <source>Your answer, in {unit}</source>
            <translation>Votre réponse, en {unit}</translation>
        </message>
        <message>
            <source>Your answer</source>
            <translation>Votre réponse</translation>
        </message>
        <message>
            <source>A number</source>
            <translation>Un nombre</translation>
        </message>
        <message>
            <source>A number and its unit</source>
            <translation>Un nombre et son unité</translation>
        </message>
</context>
<context>
    <name>OpenForm</name>
        <message numerus="yes">
            <source>Write at least %n word(s).</source>
            <translation>
                <numerusform>Écrivez au moins %n mot.</numerusform>
                <numerusform>Écrivez au moins %n mots.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write at most %n word(s).</source>
            <translation>
                <numerusform>Écrivez au plus %n mot.</numerusform>
                <numerusform>Écrivez au plus %n mots.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n mot</numerusform>
                <numerusform>%n mots</numerusform>
            </translation>
        </message>
        <message>
            <source>{least} to {most} are asked for</source>
            <translation>il en faut de {least} à {most}</translation>
        </message>
        <message>
            <source>at least {count} are asked for</source>
            <translation>il en faut au moins {count}</translation>
        </message>
        <message>
            <source>at most {count} are asked for</source>
            <translation>il en faut au plus {count}</translation>
        </message>
        <message>
            <source>Your text</source>
            <translation>Votre texte</translation>
        </message>
        <message>
            <source>Write your answer here</source>
            <translation>Écrivez votre réponse ici</translation>
        </message>
        <message>
            <source>Model answer</source>
            <translation>Réponse modèle</translation>
        </message>
        <message>
            <source>Does your text do this?</source>
            <translation>Votre texte le fait-il ?</translation>
        </message>
</context>
<context>
    <name>OrderForm</name>
        <message>
            <source>The right order: {items}.</source>
            <translation>Le bon ordre : {items}.</translation>
        </message>
        <message>
            <source>{item}: place {place} of {places}</source>
            <translation>{item} : place {place} sur {places}</translation>
        </message>
</context>
<context>
    <name>PageBuilder</name>
        <message>
            <source>This part of the page can’t be shown</source>
            <translation>Cette partie de la page ne peut pas être montrée</translation>
        </message>
        <message>
            <source>What people believe</source>
            <translation>Ce que l’on croit</translation>
        </message>
        <message>
            <source>What is the case</source>
            <translation>Ce qu’il en est</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Pourquoi</translation>
        </message>
        <message>
            <source>The article</source>
            <translation>L’article</translation>
        </message>
        <message>
            <source>Its source</source>
            <translation>Sa source</translation>
        </message>
        <message>
            <source>How to read it</source>
            <translation>Comment la lire</translation>
        </message>
        <message>
            <source>For the teacher</source>
            <translation>Pour le professeur</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Activité</translation>
        </message>
        <message>
            <source>Sources:</source>
            <translation>Sources :</translation>
        </message>
        <message>
            <source>Source:</source>
            <translation>Source :</translation>
        </message>
</context>
<context>
    <name>PaletteDialog</name>
        <message>
            <source>Search</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Chapter, step, chart, term or command</source>
            <translation>Chapitre, étape, graphique, terme ou commande</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Trouvé</translation>
        </message>
</context>
<context>
    <name>PointingForm</name>
        <message>
            <source>Click it on the chart or in the text, or take the arrow keys.</source>
            <translation>Cliquez sur le graphique ou dans le texte, ou prenez les flèches.</translation>
        </message>
        <message>
            <source>Click it on the chart, or take the arrow keys.</source>
            <translation>Cliquez sur le graphique, ou prenez les flèches.</translation>
        </message>
        <message>
            <source>Click it in the text, or take the arrow keys.</source>
            <translation>Cliquez dans le texte, ou prenez les flèches.</translation>
        </message>
        <message>
            <source>What you point at</source>
            <translation>Ce que vous pointez</translation>
        </message>
        <message>
            <source>Nothing is pointed at yet</source>
            <translation>Rien n’est encore pointé</translation>
        </message>
        <message>
            <source>The one before</source>
            <translation>Le précédent</translation>
        </message>
        <message>
            <source>The next one</source>
            <translation>Le suivant</translation>
        </message>
</context>
<context>
    <name>PredictionBar</name>
        <message>
            <source>Whose prediction it is</source>
            <translation>De qui est la prédiction</translation>
        </message>
        <message>
            <source>Keep this prediction</source>
            <translation>Garder cette prédiction</translation>
        </message>
        <message>
            <source>Show all predictions</source>
            <translation>Montrer toutes les prédictions</translation>
        </message>
        <message>
            <source>Collect anew</source>
            <translation>Recueillir à nouveau</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Predictions of the class: {count}</source>
            <translation>Prédictions de la classe : {count}</translation>
        </message>
        <message>
            <source>Predictions kept, and hidden for now: {count}</source>
            <translation>Prédictions gardées, et cachées pour l’instant : {count}</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Groupe</translation>
        </message>
        <message>
            <source>Remove one ▾</source>
            <translation>En retirer une ▾</translation>
        </message>
        <message>
            <source>Reveal (R)</source>
            <translation>Révéler (R)</translation>
        </message>
        <message>
            <source>The result is shown: collect anew to predict first.</source>
            <translation>Le résultat est montré : recueillez à nouveau pour prédire d’abord.</translation>
        </message>
        <message>
            <source>Each group draws or chooses its prediction, one after another.</source>
            <translation>Chaque groupe dessine ou choisit sa prédiction, l’un après l’autre.</translation>
        </message>
        <message>
            <source>Hide the drawing from the class</source>
            <translation>Cacher le dessin à la classe</translation>
        </message>
</context>
<context>
    <name>PredictionForm</name>
        <message>
            <source>The data have been seen: predict again on the chart to answer.</source>
            <translation>Les données ont été vues : refaites votre prédiction sur le graphique pour répondre.</translation>
        </message>
        <message>
            <source>{number}, exactly.</source>
            <translation>{number}, exactement.</translation>
        </message>
        <message>
            <source>It is {number}: you were near.</source>
            <translation>C’est {number} : vous étiez tout près.</translation>
        </message>
        <message>
            <source>It is {number}: you guessed too high.</source>
            <translation>C’est {number} : vous avez surestimé.</translation>
        </message>
        <message>
            <source>It is {number}: you guessed too low.</source>
            <translation>C’est {number} : vous avez sous-estimé.</translation>
        </message>
        <message>
            <source>Your estimate for {name}</source>
            <translation>Votre estimation pour {name}</translation>
        </message>
</context>
<context>
    <name>PredictionLayer</name>
        <message>
            <source>Draw the line in one stroke</source>
            <translation>Tracez la ligne d’un geste</translation>
        </message>
</context>
<context>
    <name>PresenterCommands</name>
        <message>
            <source>Next slide</source>
            <translation>Écran suivant</translation>
        </message>
        <message>
            <source>Previous slide</source>
            <translation>Écran précédent</translation>
        </message>
        <message>
            <source>First, last slide</source>
            <translation>Premier, dernier écran</translation>
        </message>
        <message>
            <source>Reveal the answer or the data, hide them again</source>
            <translation>Dévoiler la réponse ou les données, les cacher de nouveau</translation>
        </message>
        <message>
            <source>Black screen</source>
            <translation>Écran noir</translation>
        </message>
        <message>
            <source>White screen</source>
            <translation>Écran blanc</translation>
        </message>
        <message>
            <source>Curtain; ↑ ↓ move it</source>
            <translation>Rideau ; ↑ ↓ le déplacent</translation>
        </message>
        <message>
            <source>Spotlight; arrows move it</source>
            <translation>Halo de lumière ; les flèches le déplacent</translation>
        </message>
        <message>
            <source>Magnifier; arrows move it</source>
            <translation>Loupe ; les flèches la déplacent</translation>
        </message>
        <message>
            <source>Pen: mouse, or arrows once Space was pressed</source>
            <translation>Feutre : à la souris, ou aux flèches après Espace</translation>
        </message>
        <message>
            <source>Wipe clean</source>
            <translation>Effacer le feutre</translation>
        </message>
        <message>
            <source>Wider, narrower spotlight or magnifier</source>
            <translation>Élargir, resserrer le halo ou la loupe</translation>
        </message>
        <message>
            <source>Freeze the audience’s screen, let it follow</source>
            <translation>Figer l’écran de la classe, le laisser suivre</translation>
        </message>
        <message>
            <source>This list</source>
            <translation>Cette liste</translation>
        </message>
        <message>
            <source>Put the tool away; leave the presentation</source>
            <translation>Ranger l’outil ; quitter la présentation</translation>
        </message>
        <message>
            <source>The time: how long, how late</source>
            <translation>L’heure : durée, retard</translation>
        </message>
        <message>
            <source>Leave out what keeps from ending in time</source>
            <translation>Écarter ce qui empêche de finir à l’heure</translation>
        </message>
        <message>
            <source>The essential route alone, or every step</source>
            <translation>Le seul parcours essentiel, ou toutes les étapes</translation>
        </message>
        <message>
            <source>Vote on the question; go on with the vote</source>
            <translation>Voter sur la question ; continuer le vote</translation>
        </message>
        <message>
            <source>Show the frozen screen what was prepared</source>
            <translation>Montrer à l’écran figé ce qui vient d’être préparé</translation>
        </message>
        <message>
            <source>Go to the step of that number</source>
            <translation>Aller à l’étape de ce numéro</translation>
        </message>
        <message>
            <source>Your console: call it up, put it away</source>
            <translation>Votre pupitre : l’appeler, le ranger</translation>
        </message>
        <message>
            <source>Swap the screens</source>
            <translation>Échanger les écrans</translation>
        </message>
</context>
<context>
    <name>PrintDialog</name>
        <message>
            <source>Print</source>
            <translation>Imprimer</translation>
        </message>
        <message>
            <source>Large print (18 points)</source>
            <translation>Grands caractères (18 points)</translation>
        </message>
        <message>
            <source>Order of the options</source>
            <translation>Ordre des réponses proposées</translation>
        </message>
        <message>
            <source>As in the lesson</source>
            <translation>Celui de la leçon</translation>
        </message>
        <message>
            <source>Version A</source>
            <translation>Version A</translation>
        </message>
        <message>
            <source>Version B</source>
            <translation>Version B</translation>
        </message>
        <message>
            <source>Versions A and B</source>
            <translation>Versions A et B</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Page précédente</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Page suivante</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>Enregistrer en PDF…</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Imprimer…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un instant…</translation>
        </message>
        <message>
            <source>Page {number} of {count}</source>
            <translation>Page {number} sur {count}</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>Enregistrer en PDF</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>{path} can’t be written: {why}.</source>
            <translation>{path} ne peut pas être écrit : {why}.</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Enregistré : {path}</translation>
        </message>
        <message>
            <source>Chapters and questions</source>
            <translation>Chapitres et questions</translation>
        </message>
        <message>
            <source>Nothing was printed: the printer takes no pages.</source>
            <translation>Rien n’a été imprimé : l’imprimante ne prend pas de pages.</translation>
        </message>
        <message>
            <source>And {count} more: see the list of the lesson’s problems.</source>
            <translation>Et {count} de plus : voyez la liste des problèmes de la leçon.</translation>
        </message>
</context>
<context>
    <name>ProblemList</name>
        <message>
            <source>Problems</source>
            <translation>Problèmes</translation>
        </message>
        <message>
            <source>Enter goes to the step, Ctrl+C copies the line</source>
            <translation>Entrée mène à l’étape, Ctrl+C copie la ligne</translation>
        </message>
</context>
<context>
    <name>ProblemListDialog</name>
        <message>
            <source>Problems in this lesson</source>
            <translation>Problèmes de cette leçon</translation>
        </message>
        <message>
            <source>Reading the whole lesson…</source>
            <translation>Lecture de toute la leçon…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
</context>
<context>
    <name>ProblemNotice</name>
        <message>
            <source>This question cannot be asked.</source>
            <translation>Cette question ne peut pas être posée.</translation>
        </message>
</context>
<context>
    <name>ProblemPanel</name>
        <message numerus="yes">
            <source>%n problem(s) in this lesson</source>
            <translation>
                <numerusform>%n problème dans cette leçon</numerusform>
                <numerusform>%n problèmes dans cette leçon</numerusform>
            </translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Close the list of problems</source>
            <translation>Fermer la liste des problèmes</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Copy the list of problems</source>
            <translation>Copier la liste des problèmes</translation>
        </message>
</context>
<context>
    <name>ProjectedCard</name>
        <message>
            <source>Predictions of the class</source>
            <translation>Prédictions de la classe</translation>
        </message>
</context>
<context>
    <name>ProjectedModel</name>
        <message>
            <source>Predictions of the class: {what}</source>
            <translation>Prédictions de la classe : {what}</translation>
        </message>
</context>
<context>
    <name>QuestionCard</name>
        <message>
            <source>Check</source>
            <translation>Valider</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>See the evidence</source>
            <translation>Voir la preuve</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Question</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Questions</translation>
        </message>
        <message>
            <source>not marked</source>
            <translation>sans note</translation>
        </message>
        <message>
            <source>The answers come once every question is answered.</source>
            <translation>Les réponses viendront quand toutes les questions en auront une.</translation>
        </message>
        <message>
            <source>Hint</source>
            <translation>Indice</translation>
        </message>
        <message>
            <source>Hint {number} of {total}</source>
            <translation>Indice {number} sur {total}</translation>
        </message>
        <message>
            <source>Try again for {share}%</source>
            <translation>Réessayer pour {share} %</translation>
        </message>
        <message>
            <source>Say how sure you are first.</source>
            <translation>Dites d’abord si vous êtes sûr.</translation>
        </message>
        <message>
            <source>Criteria met: {met} of {total}</source>
            <translation>Critères remplis : {met} sur {total}</translation>
        </message>
</context>
<context>
    <name>QuestionsInDialog</name>
        <message>
            <source>Bring questions in</source>
            <translation>Apporter des questions</translation>
        </message>
        <message>
            <source>Problems in the file</source>
            <translation>Problèmes dans le fichier</translation>
        </message>
        <message>
            <source>The chapter that is made</source>
            <translation>Le chapitre obtenu</translation>
        </message>
        <message>
            <source>Where the questions go</source>
            <translation>Où vont les questions</translation>
        </message>
        <message>
            <source>Into a new lesson of their own</source>
            <translation>Dans une nouvelle leçon, à elles</translation>
        </message>
        <message>
            <source>Into the open lesson, as its last chapter</source>
            <translation>Dans la leçon ouverte, comme dernier chapitre</translation>
        </message>
        <message>
            <source>Into the file of a chapter</source>
            <translation>Dans le fichier d’un chapitre</translation>
        </message>
        <message>
            <source>The open lesson can’t be changed: it came with the application, is one zipped file, or stands where you may not write.</source>
            <translation>La leçon ouverte ne peut pas être modifiée : elle est livrée avec l’application, tient dans un fichier zip, ou se trouve là où vous ne pouvez pas écrire.</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>Autre fichier…</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Enregistrer…</translation>
        </message>
        <message>
            <source>Reading {file}…</source>
            <translation>Lecture de {file}…</translation>
        </message>
        <message>
            <source>Nothing to report.</source>
            <translation>Rien à signaler.</translation>
        </message>
        <message>
            <source>The folder in which the new lesson is to stand</source>
            <translation>Le dossier où placer la nouvelle leçon</translation>
        </message>
        <message>
            <source>Chapter (*.md)</source>
            <translation>Chapitre (*.md)</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Enregistré : {path}</translation>
        </message>
        <message>
            <source>Saved: {path}. Name it under “chapters:” in lesson.yaml.</source>
            <translation>Enregistré : {path}. Nommez-le sous « chapters: » dans lesson.yaml.</translation>
        </message>
        <message>
            <source>{chapter} is now the last chapter of this lesson.</source>
            <translation>{chapter} est maintenant le dernier chapitre de cette leçon.</translation>
        </message>
        <message>
            <source>{chapter} is written. Add its name under “chapters:” in lesson.yaml: that file is written in a way that can’t be changed safely here.</source>
            <translation>{chapter} est écrit. Ajoutez son nom sous « chapters: » dans lesson.yaml : ce fichier est écrit d’une façon qui ne peut pas être modifiée ici sans risque.</translation>
        </message>
        <message>
            <source>GIFT or Moodle XML (*.gift *.txt *.xml);;All files (*)</source>
            <translation>GIFT ou Moodle XML (*.gift *.txt *.xml);;Tous les fichiers (*)</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) read from {file}.</source>
            <translation>
                <numerusform>%n question lue dans {file}.</numerusform>
                <numerusform>%n questions lues dans {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n problem(s) found.</source>
            <translation>
                <numerusform>%n problème trouvé.</numerusform>
                <numerusform>%n problèmes trouvés.</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>QuestionsOutDialog</name>
        <message>
            <source>Take questions away</source>
            <translation>Emporter les questions</translation>
        </message>
        <message>
            <source>A text for Moodle, to be read and changed by hand.</source>
            <translation>Un texte pour Moodle, lisible et modifiable à la main.</translation>
        </message>
        <message>
            <source>For Moodle, with pictures and most settings.</source>
            <translation>Pour Moodle, avec les images et presque tous les réglages.</translation>
        </message>
        <message>
            <source>Cards to learn from, with the glossary.</source>
            <translation>Des cartes pour apprendre, glossaire compris.</translation>
        </message>
        <message>
            <source>What the format can’t hold</source>
            <translation>Ce que le format ne sait pas garder</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Enregistrer…</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un instant…</translation>
        </message>
        <message>
            <source>This lesson asks no questions.</source>
            <translation>Cette leçon ne pose aucune question.</translation>
        </message>
        <message>
            <source>What this format can’t hold:</source>
            <translation>Ce que ce format ne sait pas garder :</translation>
        </message>
        <message>
            <source>This format holds all of it.</source>
            <translation>Ce format garde tout.</translation>
        </message>
        <message>
            <source>GIFT (*.gift *.txt)</source>
            <translation>GIFT (*.gift *.txt)</translation>
        </message>
        <message>
            <source>Moodle XML (*.xml)</source>
            <translation>Moodle XML (*.xml)</translation>
        </message>
        <message>
            <source>Anki (*.apkg)</source>
            <translation>Anki (*.apkg)</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Enregistré : {path}</translation>
        </message>
        <message numerus="yes">
            <source>This lesson asks %n question(s).</source>
            <translation>
                <numerusform>Cette leçon pose %n question.</numerusform>
                <numerusform>Cette leçon pose %n questions.</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>Reason</name>
        <message>
            <source>Give an answer first.</source>
            <translation>Donnez d’abord une réponse.</translation>
        </message>
        <message>
            <source>This is not a number that can be read. Write it in digits.</source>
            <translation>Ce n’est pas un nombre lisible. Écrivez-le en chiffres.</translation>
        </message>
        <message>
            <source>This is not a date that can be read.</source>
            <translation>Ce n’est pas une date lisible.</translation>
        </message>
        <message>
            <source>This number is too large or too small to be compared.</source>
            <translation>Ce nombre est trop grand ou trop petit pour être comparé.</translation>
        </message>
        <message>
            <source>This is too long.</source>
            <translation>C’est trop long.</translation>
        </message>
        <message>
            <source>This is too short.</source>
            <translation>C’est trop court.</translation>
        </message>
        <message>
            <source>The answer is wanted in {unit}.</source>
            <translation>La réponse est attendue dans cette unité : {unit}.</translation>
        </message>
        <message>
            <source>The answer is wanted without a unit.</source>
            <translation>La réponse est attendue sans unité.</translation>
        </message>
        <message>
            <source>Write the unit after the number.</source>
            <translation>Écrivez l’unité après le nombre.</translation>
        </message>
        <message>
            <source>Point at what proves it as well.</source>
            <translation>Montrez aussi ce qui le prouve.</translation>
        </message>
        <message>
            <source>Compare your text with the model answer, tick what it does, then check again.</source>
            <translation>Comparez votre texte à la réponse modèle, cochez ce qu’il fait, puis validez de nouveau.</translation>
        </message>
</context>
<context>
    <name>ReflectionPanel</name>
        <message numerus="yes">
            <source>%n too high</source>
            <translation>
                <numerusform>%n trop haute</numerusform>
                <numerusform>%n trop hautes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n too low</source>
            <translation>
                <numerusform>%n trop basse</numerusform>
                <numerusform>%n trop basses</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n exactly right</source>
            <translation>
                <numerusform>%n exacte</numerusform>
                <numerusform>%n exactes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your %n estimate(s): {parts}.</source>
            <translation>
                <numerusform>Votre estimation : {parts}.</numerusform>
                <numerusform>Vos %n estimations : {parts}.</numerusform>
            </translation>
        </message>
        <message>
            <source>{name}: exactly right, {truth}.</source>
            <translation>{name} : vous avez vu juste, {truth}.</translation>
        </message>
        <message>
            <source>{name}: you overestimated by {gap} ({said} instead of {truth}).</source>
            <translation>{name} : vous avez surestimé de {gap} ({said} au lieu de {truth}).</translation>
        </message>
        <message>
            <source>{name}: you underestimated by {gap} ({said} instead of {truth}).</source>
            <translation>{name} : vous avez sous-estimé de {gap} ({said} au lieu de {truth}).</translation>
        </message>
        <message numerus="yes">
            <source>{number} point(s)</source>
            <translation>
                <numerusform>{number} point</numerusform>
                <numerusform>{number} points</numerusform>
            </translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>Noté</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Noter</translation>
        </message>
        <message>
            <source>Why this gap?</source>
            <translation>Pourquoi cet écart ?</translation>
        </message>
        <message>
            <source>In one sentence: what did you not expect?</source>
            <translation>En une phrase : à quoi ne vous attendiez-vous pas ?</translation>
        </message>
</context>
<context>
    <name>Reloader</name>
        <message>
            <source>What was saved can’t be shown: this is how it was before.</source>
            <translation>Ce qui vient d’être enregistré ne peut pas être montré : la leçon reste affichée comme avant.</translation>
        </message>
        <message>
            <source>There is no lesson at {path} any more: what was read of it stays here.</source>
            <translation>Il n’y a plus de leçon à cet endroit : {path}. Ce qui en a été lu reste ici.</translation>
        </message>
</context>
<context>
    <name>ReviewView</name>
        <message>
            <source>Stop here</source>
            <translation>S’arrêter là</translation>
        </message>
        <message>
            <source>See it in the lesson</source>
            <translation>Voir dans la leçon</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminer</translation>
        </message>
        <message>
            <source>Next question</source>
            <translation>Question suivante</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Passer</translation>
        </message>
        <message>
            <source>Question {number} of {total}</source>
            <translation>Question {number} sur {total}</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un instant…</translation>
        </message>
        <message>
            <source>Nothing is due today. Questions come back some days after they were answered.</source>
            <translation>Rien à réviser aujourd’hui. Les questions reviennent quelques jours après la réponse.</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) reviewed</source>
            <translation>
                <numerusform>%n question révisée</numerusform>
                <numerusform>%n questions révisées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n right</source>
            <translation>
                <numerusform>%n juste</numerusform>
                <numerusform>%n justes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more are due: another time, or now.</source>
            <translation>
                <numerusform>Il en reste %n à revoir : une autre fois, ou maintenant.</numerusform>
                <numerusform>Il en reste %n à revoir : une autre fois, ou maintenant.</numerusform>
            </translation>
        </message>
        <message>
            <source>Review more</source>
            <translation>Continuer à réviser</translation>
        </message>
</context>
<context>
    <name>RouteList</name>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <source>essential</source>
            <translation>essentielle</translation>
        </message>
        <message>
            <source>here</source>
            <translation>ici</translation>
        </message>
        <message>
            <source>stop after this</source>
            <translation>dernière étape prévue</translation>
        </message>
        <message>
            <source>Steps of the lesson; those ticked are taught</source>
            <translation>Étapes de la leçon ; celles qui sont cochées sont traitées</translation>
        </message>
        <message>
            <source>Go to this step</source>
            <translation>Aller à cette étape</translation>
        </message>
        <message>
            <source>Stop after this step</source>
            <translation>S’arrêter après cette étape</translation>
        </message>
</context>
<context>
    <name>SavingElsewhere</name>
        <message>
            <source>Save elsewhere…</source>
            <translation>Enregistrer ailleurs…</translation>
        </message>
        <message>
            <source>Where to save the answers: a key, a share, another folder</source>
            <translation>Où enregistrer les réponses : une clé, un partage, un autre dossier</translation>
        </message>
        <message>
            <source>There is nothing to save: all is kept.</source>
            <translation>Il n’y a rien à enregistrer : tout est gardé.</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) saved to {folder}, as files that Class results reads.</source>
            <translation>
                <numerusform>%n réponse enregistrée dans {folder}, dans un fichier que « Résultats de la classe » sait lire.</numerusform>
                <numerusform>%n réponses enregistrées dans {folder}, dans des fichiers que « Résultats de la classe » sait lire.</numerusform>
            </translation>
        </message>
</context>
<context>
    <name>Search</name>
        <message>
            <source>chapter</source>
            <translation>chapitre</translation>
        </message>
        <message>
            <source>step</source>
            <translation>étape</translation>
        </message>
        <message>
            <source>chart</source>
            <translation>graphique</translation>
        </message>
        <message>
            <source>glossary</source>
            <translation>glossaire</translation>
        </message>
        <message>
            <source>command</source>
            <translation>commande</translation>
        </message>
</context>
<context>
    <name>SlideText</name>
        <message>
            <source>Activity</source>
            <translation>Activité</translation>
        </message>
        <message>
            <source>A model answer</source>
            <translation>Une réponse possible</translation>
        </message>
        <message>
            <source>What people believe</source>
            <translation>Ce que l’on croit</translation>
        </message>
        <message>
            <source>What is the case</source>
            <translation>Ce qu’il en est</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Pourquoi</translation>
        </message>
        <message>
            <source>The article</source>
            <translation>L’article</translation>
        </message>
        <message>
            <source>Its source</source>
            <translation>Sa source</translation>
        </message>
        <message>
            <source>How to read it</source>
            <translation>Comment la lire</translation>
        </message>
</context>
<context>
    <name>SlotStrip</name>
        <message>
            <source>Your estimate for {name}</source>
            <translation>Votre estimation pour {name}</translation>
        </message>
        <message>
            <source>no estimate yet</source>
            <translation>pas encore d’estimation</translation>
        </message>
        <message>
            <source>Previous estimate</source>
            <translation>Estimation précédente</translation>
        </message>
        <message>
            <source>Next estimate</source>
            <translation>Estimation suivante</translation>
        </message>
</context>
<context>
    <name>StepCall</name>
        <message>
            <source>There is no step {number}, the last is {last}</source>
            <translation>Il n’y a pas d’étape {number}, la dernière est la {last}</translation>
        </message>
        <message>
            <source>{number}. {title}: Enter goes there</source>
            <translation>{number}. {title} : Entrée y mène</translation>
        </message>
</context>
<context>
    <name>TakeAway</name>
        <message>
            <source>Copy the picture</source>
            <translation>Copier l’image</translation>
        </message>
        <message>
            <source>Save as a picture…</source>
            <translation>Enregistrer comme image…</translation>
        </message>
        <message>
            <source>Save for black-and-white print…</source>
            <translation>Enregistrer pour une impression en noir et blanc…</translation>
        </message>
        <message>
            <source>Save the data (CSV)…</source>
            <translation>Enregistrer les données (CSV)…</translation>
        </message>
        <message>
            <source>Save the Vega-Lite specification…</source>
            <translation>Enregistrer la spécification Vega-Lite…</translation>
        </message>
        <message>
            <source>The picture is copied.</source>
            <translation>L’image est copiée.</translation>
        </message>
        <message>
            <source>PNG, small: for a web page</source>
            <translation>PNG, petit : pour une page web</translation>
        </message>
        <message>
            <source>PNG, for a document or a projector</source>
            <translation>PNG, pour un document ou un vidéoprojecteur</translation>
        </message>
        <message>
            <source>PNG, large: for print</source>
            <translation>PNG, grand : pour l’impression</translation>
        </message>
        <message>
            <source>SVG, sharp at every size</source>
            <translation>SVG, net à toutes les tailles</translation>
        </message>
        <message>
            <source>Save the chart</source>
            <translation>Enregistrer le graphique</translation>
        </message>
        <message>
            <source>chart</source>
            <translation>graphique</translation>
        </message>
        <message>
            <source>{name} can’t be written: {why}</source>
            <translation>{name} ne peut pas être écrit : {why}</translation>
        </message>
        <message>
            <source>Saved as {name}.</source>
            <translation>Enregistré sous {name}.</translation>
        </message>
</context>
<context>
    <name>TeacherNotes</name>
        <message>
            <source>Notes</source>
            <translation>Notes</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Réponse</translation>
        </message>
        <message>
            <source>Answers in this step</source>
            <translation>Réponses de cette étape</translation>
        </message>
        <message>
            <source>No notes for this step, and no question.</source>
            <translation>Pas de note pour cette étape, ni de question.</translation>
        </message>
</context>
<context>
    <name>TeachingDesk</name>
        <message>
            <source>No class</source>
            <translation>Sans classe</translation>
        </message>
        <message>
            <source>New class…</source>
            <translation>Nouvelle classe…</translation>
        </message>
        <message>
            <source>New class</source>
            <translation>Nouvelle classe</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
</context>
<context>
    <name>TextForm</name>
        <message>
            <source>Your answer</source>
            <translation>Votre réponse</translation>
        </message>
        <message>
            <source>A word or a few</source>
            <translation>Un mot ou quelques-uns</translation>
        </message>
</context>
<context>
    <name>TimeBar</name>
        <message>
            <source>on time</source>
            <translation>à l’heure</translation>
        </message>
        <message>
            <source>Put back what is left out</source>
            <translation>Reprendre ce qui est laissé de côté</translation>
        </message>
        <message>
            <source>End in time</source>
            <translation>Finir à l’heure</translation>
        </message>
        <message>
            <source>No time of day: 10:55, for example</source>
            <translation>Ce n’est pas une heure : 10:55, par exemple</translation>
        </message>
        <message>
            <source>Class: {name}</source>
            <translation>Classe : {name}</translation>
        </message>
        <message>
            <source>Class…</source>
            <translation>Classe…</translation>
        </message>
        <message>
            <source>End at</source>
            <translation>Finir à</translation>
        </message>
        <message>
            <source>Essential steps</source>
            <translation>Étapes essentielles</translation>
        </message>
        <message>
            <source>Screens</source>
            <translation>Écrans</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Échap</translation>
        </message>
</context>
<context>
    <name>TimeWords</name>
        <message>
            <source>{minutes} min so far</source>
            <translation>{minutes} min de cours</translation>
        </message>
        <message>
            <source>{minutes} min late</source>
            <translation>{minutes} min de retard</translation>
        </message>
        <message>
            <source>{minutes} min early</source>
            <translation>{minutes} min d’avance</translation>
        </message>
        <message>
            <source>this step: {spent} min</source>
            <translation>cette étape : {spent} min</translation>
        </message>
        <message>
            <source>this step: {spent} of {planned} min</source>
            <translation>cette étape : {spent} sur {planned} min</translation>
        </message>
        <message>
            <source>the time is over</source>
            <translation>le temps est écoulé</translation>
        </message>
        <message>
            <source>the essential steps alone take longer</source>
            <translation>les étapes essentielles seules durent davantage</translation>
        </message>
        <message>
            <source>{minutes} min left, {planned} planned</source>
            <translation>reste {minutes} min, {planned} prévues</translation>
        </message>
        <message>
            <source>steps left out: {count}</source>
            <translation>étapes laissées de côté : {count}</translation>
        </message>
        <message>
            <source>ends at {time}</source>
            <translation>fin à {time}</translation>
        </message>
</context>
<context>
    <name>Verdict</name>
        <message>
            <source>Right.</source>
            <translation>Juste.</translation>
        </message>
        <message>
            <source>Partly right.</source>
            <translation>En partie juste.</translation>
        </message>
        <message>
            <source>Right too.</source>
            <translation>Juste aussi.</translation>
        </message>
        <message>
            <source>The right answer.</source>
            <translation>La bonne réponse.</translation>
        </message>
        <message>
            <source>A model answer.</source>
            <translation>Une réponse modèle.</translation>
        </message>
        <message>
            <source>Not right.</source>
            <translation>Ce n’est pas juste.</translation>
        </message>
        <message>
            <source>The right answer: {answer}.</source>
            <translation>La bonne réponse : {answer}.</translation>
        </message>
        <message>
            <source>Right!</source>
            <translation>Juste !</translation>
        </message>
        <message>
            <source>Partly right</source>
            <translation>En partie juste</translation>
        </message>
        <message>
            <source>Noted</source>
            <translation>Noté</translation>
        </message>
        <message>
            <source>Not right</source>
            <translation>Ce n’est pas juste</translation>
        </message>
        <message>
            <source>{share}% of the credit</source>
            <translation>{share} % des points</translation>
        </message>
        <message>
            <source>mark {mark}</source>
            <translation>note {mark}</translation>
        </message>
</context>
<context>
    <name>VoteButtons</name>
        <message>
            <source>none</source>
            <translation>aucune</translation>
        </message>
        <message>
            <source>Class: {name} ▾</source>
            <translation>Classe : {name} ▾</translation>
        </message>
        <message>
            <source>No class</source>
            <translation>Aucune classe</translation>
        </message>
        <message>
            <source>More ▾</source>
            <translation>Autres ▾</translation>
        </message>
</context>
<context>
    <name>VoteChoices</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Confirm the count</source>
            <translation>Valider le compte</translation>
        </message>
        <message>
            <source>Correct the count</source>
            <translation>Corriger le compte</translation>
        </message>
        <message>
            <source>Look (hold)</source>
            <translation>Regarder (maintenir)</translation>
        </message>
        <message>
            <source>Second vote</source>
            <translation>Second vote</translation>
        </message>
        <message>
            <source>Show the result</source>
            <translation>Montrer le résultat</translation>
        </message>
        <message>
            <source>Discuss</source>
            <translation>Discuter</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Back to the discussion</source>
            <translation>Revenir à la discussion</translation>
        </message>
        <message>
            <source>Vote at the keyboard</source>
            <translation>Voter au clavier</translation>
        </message>
        <message>
            <source>Without names</source>
            <translation>Sans les noms</translation>
        </message>
        <message>
            <source>With names</source>
            <translation>Avec les noms</translation>
        </message>
        <message>
            <source>Close the vote</source>
            <translation>Clore le vote</translation>
        </message>
        <message>
            <source>Take the last one back</source>
            <translation>Reprendre le dernier</translation>
        </message>
        <message>
            <source>Count hands instead</source>
            <translation>Compter les mains</translation>
        </message>
        <message>
            <source>Back to the question</source>
            <translation>Revenir à la question</translation>
        </message>
        <message>
            <source>Vote anew</source>
            <translation>Revoter</translation>
        </message>
        <message>
            <source>Correct 1st count</source>
            <translation>Corriger le 1er compte</translation>
        </message>
        <message>
            <source>Correct 2nd count</source>
            <translation>Corriger le 2d compte</translation>
        </message>
        <message>
            <source>Hide the answer</source>
            <translation>Cacher la réponse</translation>
        </message>
        <message>
            <source>Reveal the answer</source>
            <translation>Révéler la réponse</translation>
        </message>
</context>
<context>
    <name>VotePanel</name>
        <message>
            <source>Not saved so far.</source>
            <translation>Pas encore enregistré.</translation>
        </message>
        <message>
            <source>Letters chosen: {count}. Enter when that is all.</source>
            <translation>Lettres choisies : {count}. Entrée quand c’est tout.</translation>
        </message>
</context>
<context>
    <name>VoteQuestion</name>
        <message>
            <source>Several answers may be right.</source>
            <translation>Plusieurs réponses peuvent être justes.</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Sans réponse</translation>
        </message>
        <message>
            <source>Students who voted</source>
            <translation>Élèves ayant voté</translation>
        </message>
        <message>
            <source>Count: {option}</source>
            <translation>Compte : {option}</translation>
        </message>
        <message>
            <source>One less: {option}</source>
            <translation>Un de moins : {option}</translation>
        </message>
        <message>
            <source>One more: {option}</source>
            <translation>Un de plus : {option}</translation>
        </message>
</context>
<context>
    <name>VoteWords</name>
        <message>
            <source>Votes so far: {count}</source>
            <translation>Votes reçus : {count}</translation>
        </message>
        <message>
            <source>First vote. Think alone, then show your card.</source>
            <translation>Premier vote. Réfléchissez seul, puis montrez votre carton.</translation>
        </message>
        <message>
            <source>Find a neighbour who chose otherwise, and convince each other.</source>
            <translation>Trouvez un voisin qui a choisi autrement, et cherchez à vous convaincre.</translation>
        </message>
        <message>
            <source>Second vote. Show the card you would choose now.</source>
            <translation>Second vote. Montrez le carton que vous choisiriez maintenant.</translation>
        </message>
        <message>
            <source>Nobody voted: there is nothing to say.</source>
            <translation>Personne n’a voté : il n’y a rien à en dire.</translation>
        </message>
        <message>
            <source>Right: {share}.</source>
            <translation>Justes : {share}.</translation>
        </message>
        <message>
            <source>Hands counted option by option tell no more: ask who chose exactly the right ones.</source>
            <translation>Des mains comptées choix par choix n’en disent pas plus : demandez qui a choisi exactement les bons.</translation>
        </message>
        <message>
            <source>Under 30%: explain again.</source>
            <translation>Moins de 30 % : expliquez encore.</translation>
        </message>
        <message>
            <source>From 30 to 70%: let them discuss.</source>
            <translation>De 30 à 70 % : laissez-les discuter.</translation>
        </message>
        <message>
            <source>Over 70%: move on.</source>
            <translation>Plus de 70 % : passez à la suite.</translation>
        </message>
        <message>
            <source>Counted: {count}</source>
            <translation>Comptés : {count}</translation>
        </message>
        <message>
            <source>Counted: {count} of {size}</source>
            <translation>Comptés : {count} sur {size}</translation>
        </message>
        <message>
            <source>First vote closed. Present: {count}. Its result stays secret for now.</source>
            <translation>Premier vote clos. Présents : {count}. Son résultat reste secret pour l’instant.</translation>
        </message>
</context>
<context>
    <name>VoterRow</name>
        <message>
            <source>Code or first name</source>
            <translation>Code ou prénom</translation>
        </message>
        <message>
            <source>Code or first name, then Enter</source>
            <translation>Code ou prénom, puis Entrée</translation>
        </message>
        <message>
            <source>Press letters from A to {last}, then Enter; 0 for no answer.</source>
            <translation>Tapez des lettres de A à {last}, puis Entrée ; 0 : sans réponse.</translation>
        </message>
        <message>
            <source>Press a letter from A to {last}; 0 for no answer.</source>
            <translation>Tapez une lettre de A à {last} ; 0 : sans réponse.</translation>
        </message>
</context>
<context>
    <name>WindowPlacing</name>
        <message>
            <source>Swap the screens</source>
            <translation>Échanger les écrans</translation>
        </message>
        <message>
            <source>The class sees</source>
            <translation>La classe voit</translation>
        </message>
        <message>
            <source>Console</source>
            <translation>Pupitre</translation>
        </message>
        <message>
            <source>No console: its key calls it up again</source>
            <translation>Sans pupitre : sa touche le rappelle</translation>
        </message>
        <message>
            <source>Show the class’s view here</source>
            <translation>Montrer ici la vue de la classe</translation>
        </message>
        <message>
            <source>{window}: {screen} ({size})</source>
            <translation>{window} : {screen} ({size})</translation>
        </message>
</context>
<context>
    <name>ZoomInput</name>
        <message>
            <source>Whole view</source>
            <translation>Vue entière</translation>
        </message>
        <message>
            <source>Closer</source>
            <translation>Plus près</translation>
        </message>
        <message>
            <source>Farther</source>
            <translation>Plus loin</translation>
        </message>
</context>
<context>
    <name>_Placeholder</name>
        <message>
            <source>One moment…</source>
            <translation>Un instant…</translation>
        </message>
</context>
</TS>
