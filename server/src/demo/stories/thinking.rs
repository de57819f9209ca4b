//! Work on thoughts, motives and problems.

use super::Level::{Effective, Emerging, Highly, NoOpportunity, NotSeen};
use super::Tag::{Chance, Note, Seen};
use super::{Story, because, point, rated};

pub const STORIES: &[Story] = &[
    // The story of the programme's newsletter: the worksheet that stopped at statement two.
    Story {
        session_type: "supervision",
        focus: "cognitive-behavioural-work",
        minutes: 47,
        tags: &[
            Seen(95, "working-alliance"),
            Note(
                310,
                "session-structure",
                "Says what they will do today and why; he picks the worksheet first.",
            ),
            Seen(705, "cognitive-behavioural-work"),
            Note(
                1065,
                "cognitive-behavioural-work",
                "Statement 2 (\u{201c}people only respect you if they fear you\u{201d}): he goes quiet, then \u{201c}that\u{2019}s my dad talking\u{201d}.",
            ),
            Seen(1080, "working-alliance"),
            Seen(1210, "cognitive-behavioural-work"),
            Note(
                1545,
                "cognitive-behavioural-work",
                "Sheet pushed aside. \u{201c}So who does your lad respect?\u{201d} Long silence. \u{201c}His football coach. He never shouts.\u{201d}",
            ),
            Seen(1560, "need-and-responsivity"),
            Seen(2010, "strengths-and-future"),
            Chance(2480, "endings-and-homework"),
            Note(2540, "", "He asks for a photo of statement 2 on his phone."),
        ],
        strengths: &[
            point(
                "cognitive-behavioural-work",
                "You let statement two be the whole session.",
                "When he said \u{201c}that\u{2019}s my dad talking\u{201d} you put the pen down and stayed with it for twenty-five minutes. The other thirteen statements waited, and you did not once look at the sheet.",
                "He found the contradiction himself: the man his son respects never shouts. That was his sentence, not yours, and it was said out loud for the first time.",
            ),
            point(
                "working-alliance",
                "You left the silences to him.",
                "I counted four silences of more than ten seconds after \u{201c}who does your lad respect?\u{201d}. You kept your eyes on him and your hands still each time.",
                "Each silence ended with him saying something more honest than before it.",
            ),
        ],
        developments: &[point(
            "endings-and-homework",
            "There was a chance to send it home with him.",
            "At 41 minutes he asked for a photo of the statement. You said yes and moved on to the next appointment.",
            "He was already doing homework. One question, such as when in the week he expects to hear that voice, would have made it a task you could pick up next time.",
        )],
        question: "You called it rubbish on the way out of the room. What would he say happened in that session?",
        message: "You told me before I had closed the door that it was rubbish because you had stopped at statement two of fifteen. I wrote down what I saw instead. I think his attitude moved further in that half hour than fifteen ticks would have taken it, and I would like to hear whether you can see it too.",
        ratings: &[
            rated("cognitive-exercise", Highly, NotSeen),
            rated("cognitive-testing", Highly, Emerging),
            rated("alliance-listening", Highly, Effective),
            rated("structure-agenda", Effective, Effective),
            rated("responsivity-fit", Effective, Emerging),
            rated("homework-setting", Emerging, NotSeen),
        ],
        own_words: "Rubbish, to be honest. Fifteen statements on the sheet and we got stuck on the second one. I never got to the part that matters.",
        own_question: "How do I get through the worksheet in one session?",
        action: (
            "Pick one statement before the session, and plan to stay with it",
            "Priya and I will look at the sheet together for ten minutes on Monday and choose two that fit him.",
        ),
        reply: "I read this twice on the bus. I really did think I had failed him. You are right that he said things he has never said to me, and I was so busy counting statements that I did not notice. I rang him about the photo: he has shown it to his brother.",
        reflection: [
            "We stopped at statement two. I came out angry with myself because the programme pack says one session, one sheet.",
            "I was measuring the session by the paper and not by him. When he spoke about his father I felt that I was off task, and that was the task.",
            "An exercise is there to open something. Once it is open, the exercise has done its work and I can put it down.",
            "Next week I choose one statement beforehand, and I ask him what he did with the photo before anything else.",
        ],
    },
    Story {
        session_type: "supervision",
        focus: "motivational-techniques",
        minutes: 38,
        tags: &[
            Seen(130, "working-alliance"),
            Note(
                520,
                "motivational-techniques",
                "\u{201c}You like what it does for your sleep, and you hate what it does to your mornings.\u{201d}",
            ),
            Seen(525, "motivational-techniques"),
            Seen(880, "motivational-techniques"),
            Note(
                1130,
                "motivational-techniques",
                "He argues for stopping, for about a minute, without being asked.",
            ),
            Chance(1175, "motivational-techniques"),
            Seen(1620, "strengths-and-future"),
            Seen(2050, "endings-and-homework"),
        ],
        strengths: &[
            point(
                "motivational-techniques",
                "You held both sides of it for him.",
                "When he said that cannabis is the only thing that gets him to sleep, you reflected that and then added the mornings, in one sentence and without a \u{201c}but\u{201d}.",
                "He laughed and said \u{201c}exactly\u{201d}. From there he did the arguing, and you did not have to.",
            ),
            point(
                "strengths-and-future",
                "You asked how he managed the five clean weeks in spring.",
                "At 27 minutes you asked for the detail: who he was with, what he did at ten at night, what he told his cousin.",
                "He had been speaking of those weeks as luck. By the end he had listed three things that he did.",
            ),
        ],
        developments: &[point(
            "motivational-techniques",
            "There was a chance to leave his reasons in the air a little longer.",
            "At 19 minutes he gave three reasons for stopping in a row. You answered the first with information about the clinic.",
            "He listened politely, and the other two reasons were not heard again.",
        )],
        question: "When he began to give his own reasons, what did you feel you needed to do?",
        message: "",
        ratings: &[
            rated("motivation-open-reflective", Highly, Effective),
            rated("motivation-reasons", Effective, Effective),
            rated("motivation-reluctance", Highly, Effective),
            rated("strengths-using", Effective, Emerging),
            because("motivation-readiness", NoOpportunity, NoOpportunity, ""),
        ],
        own_words: "It felt easier than last time. I tried not to give advice and mostly managed.",
        own_question: "Was I too soft about the cannabis?",
        action: (
            "Answer a reason for change with a reflection before anything else",
            "Try it in two sessions next week and jot down what came after the reflection.",
        ),
        reply: "Thank you for writing down the sentence. I did not know that I had said it. The clinic leaflet is a reflex, I will sit on my hands.",
        reflection: [
            "He talked himself towards stopping while I mostly listened.",
            "I felt useless in the quiet bits and reached for the leaflet, because that is something I can give.",
            "Reasons that come from him weigh more than facts that come from me, so my job is to make room for them.",
            "Count to five after a reason, reflect it, and only then ask whether information would help.",
        ],
    },
    Story {
        session_type: "supervision",
        focus: "problem-solving",
        minutes: 42,
        tags: &[
            Note(
                240,
                "problem-solving",
                "Everything at once: arrears, the boiler, his ex, the letter. She writes four words on paper and turns it round to him.",
            ),
            Seen(300, "problem-solving"),
            Seen(760, "problem-solving"),
            Note(
                1010,
                "problem-solving",
                "He offers \u{201c}win the lottery\u{201d}. She writes it down. He gives three real ones after that.",
            ),
            Seen(1015, "working-alliance"),
            Chance(1890, "problem-solving"),
            Seen(2260, "engagement-planning"),
        ],
        strengths: &[
            point(
                "problem-solving",
                "You made one big tangle into four words.",
                "You wrote arrears, boiler, Kelly, letter, turned the sheet round and asked which of them would make the others smaller.",
                "He chose the letter within seconds. It had felt like one thing that nobody could start on.",
            ),
            point(
                "problem-solving",
                "You wrote down the daft idea too.",
                "\u{201c}Win the lottery\u{201d} went on the list in the same handwriting as the rest, with no comment.",
                "It cost nothing and it told him that you were not marking his answers. Three workable ideas came straight after it.",
            ),
        ],
        developments: &[point(
            "problem-solving",
            "There was a chance to ask what is likely to go wrong.",
            "He settled on ringing the landlord on Wednesday morning. You both knew that he avoids the phone, and nobody said so.",
            "An \u{201c}if I put it off, I will\u{201d} takes one minute, and it is often the part that decides.",
        )],
        question: "Which part of this could he now do without you?",
        message: "I borrowed the four words for a session of my own on Friday.",
        ratings: &[
            rated("problem-defining", Highly, Effective),
            rated("problem-options", Effective, Highly),
            rated("problem-acting", Emerging, Effective),
            rated("alliance-listening", Effective, Effective),
        ],
        own_words: "Good session, we got a plan out of chaos. I was pleased with the options part.",
        own_question: "He agrees to plans and then does not do them. Why?",
        action: (
            "Finish a plan with one \u{201c}if that happens, I will\u{201d} in the person\u{2019}s own words",
            "Pair up with Kwame to try the wording on each other.",
        ),
        reply: "That last point answers the question I came with. He did not ring. We did the \u{201c}if\u{201d} on Thursday and he rang from my desk.",
        reflection: [
            "A clear plan was made and then not carried out.",
            "I was proud of the list, and I skipped the snag because I did not want to spoil it.",
            "A plan without its likeliest snag is half a plan.",
            "Ask \u{201c}what will get in the way?\u{201d} every time, before the plan feels finished.",
        ],
    },
    Story {
        session_type: "supervision",
        focus: "skill-rehearsal",
        minutes: 50,
        tags: &[
            Seen(180, "role-clarity"),
            Note(
                980,
                "skill-rehearsal",
                "Job interview on Tuesday. \u{201c}Shall I be the manager first, and you tell me what I got wrong?\u{201d}",
            ),
            Seen(1010, "skill-rehearsal"),
            Seen(1390, "skill-rehearsal"),
            Note(
                1620,
                "skill-rehearsal",
                "Second go: he says the conviction in one sentence, breathes, and carries on to what he has done since.",
            ),
            Seen(1640, "pro-social-modelling"),
            Chance(2310, "skill-rehearsal"),
            Seen(2700, "endings-and-homework"),
        ],
        strengths: &[
            point(
                "skill-rehearsal",
                "You went first, and let it go slightly wrong.",
                "Your version of the disclosure stumbled over the dates and recovered. Then you asked him what he had noticed, and he named the recovery.",
                "He stopped worrying about getting it perfect. His first go was braver than anything he had said about the interview.",
            ),
            point(
                "skill-rehearsal",
                "One thing to keep, one thing to change.",
                "After his first try you gave exactly two pieces of feedback and he ran it again straight away.",
                "The second go was half as long and twice as steady. I could see him feel the difference.",
            ),
        ],
        developments: &[point(
            "skill-rehearsal",
            "There was a chance to make it a little harder.",
            "He got it right twice with a friendly manager. The question he fears most, \u{201c}so why should I trust you?\u{201d}, did not come up.",
            "He has practised for the easy day. A third go with that question would prepare him for the other one.",
        )],
        question: "What told you that he was ready to try it himself?",
        message: "I have asked whether I may tell the team about \u{201c}shall I be the manager first\u{201d}. Only if you are happy with that.",
        ratings: &[
            rated("rehearsal-setting-up", Highly, Effective),
            rated("rehearsal-showing", Highly, Emerging),
            rated("rehearsal-trying", Effective, Effective),
            rated("reinforcement-naming", Effective, NoOpportunity),
        ],
        own_words: "I felt silly acting the manager. He seemed to get something out of it, though.",
        own_question: "Does rehearsal look childish from outside?",
        action: (
            "Run one rehearsal with the hard question in it",
            "I will sit in the chair of the manager for you first, if that helps.",
        ),
        reply: "He got the job. He rang me from the car park. He said the stumble was what he remembered. And yes, do tell the team.",
        reflection: [
            "I showed the disclosure myself and got it a bit wrong on purpose, then less on purpose.",
            "I was embarrassed for the first minute and then I forgot about it, because he was leaning in.",
            "Showing beats telling, and a small mistake makes it safe to copy.",
            "Add the hardest question as a third round, and tell people beforehand that it is coming.",
        ],
    },
];
