//! Work with the person's life: keeping in touch, other people, strengths and the future.

use super::Level::{Effective, Emerging, Highly, NoOpportunity, NotSeen};
use super::Tag::{Chance, Note, Seen};
use super::{Story, because, point, rated};

pub const STORIES: &[Story] = &[
    Story {
        session_type: "supervision",
        focus: "engagement-planning",
        minutes: 30,
        tags: &[
            Note(
                150,
                "engagement-planning",
                "\u{201c}Walk me through Tuesday from when you woke up.\u{201d} No mention of the missed appointment.",
            ),
            Seen(160, "engagement-planning"),
            Note(
                520,
                "engagement-planning",
                "It comes out: he cannot read the letter, and his cousin was not in.",
            ),
            Seen(530, "working-alliance"),
            Seen(1200, "engagement-planning"),
            Chance(1500, "strengths-and-future"),
        ],
        strengths: &[
            point(
                "engagement-planning",
                "You asked for the Tuesday and not for the reason.",
                "Going through his day hour by hour brought you to the letter on the mat. You had not used the word \u{201c}missed\u{201d}.",
                "He told you that he cannot read it. I do not think that he would have said so to \u{201c}why did you not come?\u{201d}",
            ),
            point(
                "engagement-planning",
                "You changed something on our side.",
                "From now on it is a call on the evening before and a colour on the card. You rang the front desk while he sat there.",
                "He watched you do your half first. He then offered to be ten minutes early.",
            ),
        ],
        developments: &[point(
            "strengths-and-future",
            "There was a chance to ask how he has managed so far.",
            "He has kept a job, a flat and a phone contract without reading. It was not remarked on.",
            "There is a good deal of skill in that, and the plan could be built on it.",
        )],
        question: "What would you have written in the file if you had stopped at \u{201c}forgot\u{201d}?",
        message: "",
        ratings: &[
            rated("engagement-obstacles", Highly, Effective),
            rated("engagement-next-contact", Highly, Effective),
            rated("alliance-listening", Effective, Highly),
            rated("strengths-using", Emerging, NoOpportunity),
            rated("engagement-point", Effective, Emerging),
        ],
        own_words: "We sorted out the appointment letters. Not much of a session otherwise.",
        own_question: "Was that supervision or admin?",
        action: (
            "Ask him how he gets by with forms and letters, as a question about skill",
            "The adult learning tutor comes to our office on the first Monday.",
        ),
        reply: "He uses the colours of the logos. He knows every letter that comes by its envelope. I would never have known.",
        reflection: [
            "A missed appointment turned into something else.",
            "I had the breach form open when he came in.",
            "The reason behind the reason is often shame, and shame needs a side door.",
            "Ask for the day. Leave the why.",
        ],
    },
    Story {
        session_type: "supervision",
        focus: "social-capital",
        minutes: 43,
        tags: &[
            Seen(300, "working-alliance"),
            Note(
                1000,
                "social-capital",
                "Map on flip chart paper: him in the middle, eleven names, thick and thin lines. He adds his nan last and largest.",
            ),
            Seen(1010, "social-capital"),
            Seen(1700, "social-capital"),
            Note(
                1930,
                "social-capital",
                "\u{201c}What does she get from you?\u{201d} He has to think. \u{201c}I do her bins. And I make her laugh.\u{201d}",
            ),
            Chance(2380, "social-capital"),
        ],
        strengths: &[
            point(
                "social-capital",
                "Eleven names on one sheet.",
                "You let him draw the lines, and you asked about the thin ones as well as the thick ones.",
                "He saw by himself that the three thick lines to the pub all go through one person.",
            ),
            point(
                "social-capital",
                "\u{201c}What does she get from you?\u{201d}",
                "You turned the help round. He is used to being asked who supports him.",
                "He sat up. \u{201c}I do her bins\u{201d} is a small thing, and he is somebody\u{2019}s grandson in it.",
            ),
        ],
        developments: &[point(
            "social-capital",
            "There was a chance to settle the first contact.",
            "The boxing gym came up with warmth and ended with \u{201c}you should go back there\u{201d}.",
            "Who he would text, when, and what he would say could have been done on his phone there and then.",
        )],
        question: "Whose line would you like to see grow thicker, and does he know that?",
        message: "Please keep the sheet. I should like to see it beside the one from the spring.",
        ratings: &[
            rated("social-people", Highly, Effective),
            rated("social-belonging", Emerging, Effective),
            rated("alliance-listening", Effective, Effective),
            because("social-signposting", NoOpportunity, NoOpportunity, ""),
            because(
                "motivation-reasons",
                Effective,
                NotSeen,
                "He gave two reasons for seeing less of the pub, and both were taken up; I was writing and did not mark them.",
            ),
        ],
        own_words: "I liked the map. I am not sure that it led anywhere.",
        own_question: "What do I do with it now?",
        action: (
            "Bring the map out again and do one contact together before he leaves",
            "Angela has a list of clubs that are glad of newcomers.",
        ),
        reply: "We texted the gym from my office. They remembered him. He went on Thursday.",
        reflection: [
            "A map of who is around him.",
            "I was pleased with it, and then I did not know what to do with it, so I rolled it up.",
            "Seeing is not yet doing.",
            "From every map one text, before the coat goes on.",
        ],
    },
    Story {
        session_type: "supervision",
        focus: "strengths-and-future",
        minutes: 41,
        tags: &[
            Note(
                430,
                "strengths-and-future",
                "\u{201c}I\u{2019}m a waste of space.\u{201d} \u{201c}On Saturday you were the one they passed the baby to.\u{201d}",
            ),
            Seen(440, "strengths-and-future"),
            Seen(1120, "strengths-and-future"),
            Note(
                1500,
                "strengths-and-future",
                "An ordinary Tuesday in two years: kettle, work boots, the school gate at three.",
            ),
            Seen(1520, "motivational-techniques"),
            Chance(2100, "shared-planning"),
            Seen(2350, "endings-and-homework"),
        ],
        strengths: &[
            point(
                "strengths-and-future",
                "You answered the label with a Saturday.",
                "He called himself a waste of space. You did not argue, you reminded him of who was handed the baby at the christening.",
                "He had no answer, and he smiled at the floor. Later he used \u{201c}the safe pair of hands\u{201d} about himself, half joking.",
            ),
            point(
                "strengths-and-future",
                "The ordinary Tuesday.",
                "You asked until the picture had work boots and a school gate in it, and you gave it time: eleven minutes.",
                "He can see it now. It has a clock on the wall.",
            ),
        ],
        developments: &[point(
            "shared-planning",
            "There was a chance to put Friday beside that Tuesday.",
            "At 35 minutes he mentioned the lads\u{2019} weekend. The picture was still warm.",
            "\u{201c}Where does Friday sit in that?\u{201d} would have let him do the weighing himself.",
        )],
        question: "What do you see in him that he does not see yet?",
        message: "",
        ratings: &[
            rated("strengths-identity", Highly, Emerging),
            rated("strengths-future", Highly, Highly),
            rated("strengths-using", Effective, Effective),
            rated("motivation-reasons", Effective, Emerging),
            rated("planning-steps", Emerging, Effective),
        ],
        own_words: "Quite a soft session. I should probably have challenged him more about the weekend.",
        own_question: "Is it all right to spend most of an hour on the future?",
        action: (
            "Set one choice of the coming week beside the ordinary Tuesday",
            "We will practise the question in supervision on the 12th.",
        ),
        reply: "You wrote \u{201c}the picture was still warm\u{201d}. I keep thinking about that. I asked him on Monday, and he did not go.",
        reflection: [
            "We painted a Tuesday in two years\u{2019} time.",
            "I felt that I was not doing proper work, because it was pleasant.",
            "A future with detail in it does the challenging for me.",
            "Ask the question while the picture is warm.",
        ],
    },
    Story {
        session_type: "programme",
        focus: "pro-social-modelling",
        minutes: 60,
        tags: &[
            Seen(200, "role-clarity"),
            Note(
                900,
                "pro-social-modelling",
                "One man interrupts. She holds up a hand to him with a smile, and turns back: \u{201c}I want to hear the end of that.\u{201d}",
            ),
            Seen(910, "pro-social-modelling"),
            Seen(1600, "skill-rehearsal"),
            Note(
                2500,
                "working-alliance",
                "Quietest man in the room asks a question. She thanks him by name and the group answers it.",
            ),
            Seen(2510, "working-alliance"),
            Chance(3200, "endings-and-homework"),
        ],
        strengths: &[
            point(
                "pro-social-modelling",
                "You protected the end of a sentence.",
                "A raised hand, a smile, and \u{201c}I want to hear the end of that\u{201d}. Nobody lost face.",
                "Two of the men did the same for each other in the second half, hand included.",
            ),
            point(
                "working-alliance",
                "You left his question to the group.",
                "When the quietest man asked something you thanked him and let the others answer.",
                "Three answers came, one of them very good. He wrote it down.",
            ),
        ],
        developments: &[point(
            "endings-and-homework",
            "There was a chance to end with them.",
            "The last ten minutes were yours: a summary and the sheet for next week.",
            "They could have done the summary. By then they had the words.",
        )],
        question: "At what moment did the group begin to run itself?",
        message: "",
        ratings: &[
            rated("modelling-conduct", Highly, Effective),
            rated("rehearsal-trying", Effective, Emerging),
            rated("alliance-listening", Highly, Effective),
            rated("ending-summary", Emerging, Effective),
        ],
        own_words: "Loud group, I was tired. The role play worked better than I thought it would.",
        own_question: "How do I involve the quiet ones without putting them on the spot?",
        action: (
            "Hand over the summary: each says one thing, I say mine last",
            "I will take the flip chart next time if you want both hands free.",
        ),
        reply: "We did the round. The quiet one went first. I have nothing to add.",
        reflection: [
            "A group evening.",
            "I was so busy holding it together that I did not see how much they held by themselves.",
            "When it works without me, it works.",
            "End with their words.",
        ],
    },
];
