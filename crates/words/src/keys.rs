//! The ids of words that do not belong to a question, rule or outcome.

macro_rules! ids {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $id:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(
                #[doc = concat!("`", $id, "`")]
                $variant,
            )*
        }

        impl $name {
            /// Every id, in order.
            pub const ALL: &'static [(&'static str, $name)] = &[$(($id, $name::$variant),)*];
        }
    };
}

ids! {
    /// What screens show besides questions and advice: `languages/*/interface.toml`. A key of an
    /// inner table is written with `_`: `when.today` is `when_today`.
    Key {
        StartTitle = "start_title",
        StartLead = "start_lead",
        StartPoints = "start_points",
        StartButton = "start_button",
        EmergencyLine = "emergency_line",
        Progress = "progress",
        ProgressLast = "progress_last",
        ProgressMore = "progress_more",
        HowOne = "how_one",
        HowMany = "how_many",
        FigureHint = "figure_hint",
        FigureFront = "figure_front",
        FigureBack = "figure_back",
        WhyLabel = "why_label",
        Or = "or",
        Continue = "continue",
        Back = "back",
        ErrorTitle = "error_title",
        ErrorOne = "error_one",
        ErrorMany = "error_many",
        ErrorPrefix = "error_prefix",
        WhichTitle = "which_title",
        WhichHint = "which_hint",
        WhichWhy = "which_why",
        CannotSay = "cannot_say",
        WaitingTitle = "waiting_title",
        WaitingText = "waiting_text",
        WaitingSign = "waiting_sign",
        AdviceLead = "advice_lead",
        WhyTitle = "why_title",
        Told = "told",
        ToldAlso = "told_also",
        ToldUnsure = "told_unsure",
        NotesTitle = "notes_title",
        SoonerTitle = "sooner_title",
        SoonerLead = "sooner_lead",
        PathTitle = "path_title",
        Here = "here",
        VisitTitle = "visit_title",
        BringTitle = "bring_title",
        AskTitle = "ask_title",
        MayTitle = "may_title",
        MayNotTitle = "may_not_title",
        CheckTitle = "check_title",
        NextTitle = "next_title",
        OtherwiseTitle = "otherwise_title",
        OptionsTitle = "options_title",
        AccessTitle = "access_title",
        CostsTitle = "costs_title",
        AnswersTitle = "answers_title",
        ClinicTitle = "clinic_title",
        ClinicBook = "clinic_book",
        ClinicOther = "clinic_other",
        ClinicElsewhere = "clinic_elsewhere",
        ClinicFind = "clinic_find",
        ClinicFindDoctor = "clinic_find_doctor",
        ClinicSays = "clinic_says",
        ClinicUnnamed = "clinic_unnamed",
        TakeTitle = "take_title",
        Print = "print",
        PrintRest = "print_rest",
        Copy = "copy",
        Copied = "copied",
        NotCopied = "not_copied",
        Refused = "refused",
        Share = "share",
        Remind = "remind",
        RemindTitle = "remind_title",
        RemindText = "remind_text",
        ClinicFile = "clinic_file",
        Change = "change",
        Clear = "clear",
        Cleared = "cleared",
        Kept = "kept",
        Restart = "restart",
        Expired = "expired",
        CallButton = "call_button",
        OtherWaysTitle = "other_ways_title",
        CrisisWaysTitle = "crisis_ways_title",
        EmergencyMistake = "emergency_mistake",
        SmallEmergency = "small_emergency",
        SmallNotDiagnosis = "small_not_diagnosis",
        SmallAnswers = "small_answers",
        SmallFeel = "small_feel",
        SmallAdults = "small_adults",
        SmallPrivacy = "small_privacy",
        SmallUnsigned = "small_unsigned",
        SmallVersion = "small_version",
        About = "about",
        ChangeTitle = "change_title",
        ChangeLead = "change_lead",
        ChangeSign = "change_sign",
        ChangeIf = "change_if",
        OtherwiseReady = "otherwise_ready",
        AboutWhatTitle = "about_what_title",
        AboutWhat = "about_what",
        AboutByTitle = "about_by_title",
        AboutBy = "about_by",
        AboutSigned = "about_signed",
        AboutUnsigned = "about_unsigned",
        AboutVersion = "about_version",
        AboutProofTitle = "about_proof_title",
        AboutProved = "about_proved",
        AboutUnproved = "about_unproved",
        AboutCasesTitle = "about_cases_title",
        AboutCases = "about_cases",
        AboutDataTitle = "about_data_title",
        AboutData = "about_data",
        AboutAccessTitle = "about_access_title",
        AboutAccess = "about_access",
        AboutGapsTitle = "about_gaps_title",
        AboutGaps = "about_gaps",
        LabelCall = "label_call",
        LabelGo = "label_go",
        LabelToday = "label_today",
        LabelDays = "label_days",
        LabelWeeks = "label_weeks",
        LabelReady = "label_ready",
        WhenCall = "when_call",
        WhenGo = "when_go",
        WhenToday = "when_today",
        WhenDays = "when_days",
        WhenWeeks = "when_weeks",
        WhenReady = "when_ready",
    }
}

ids! {
    /// The parts of an outcome's words: `languages/*/outcomes.toml`.
    Part {
        Title = "title",
        Lead = "lead",
        Action = "action",
        Buttons = "buttons",
        Leave = "leave",
        Visit = "visit",
        Bring = "bring",
        Ask = "ask",
        May = "may",
        MayNot = "may_not",
        Check = "check",
        Next = "next",
        Otherwise = "otherwise",
        Options = "options",
        CardOne = "card_one",
        CardTwo = "card_two",
        Remind = "remind",
    }
}

ids! {
    /// Sentences that differ by country: `languages/*/places.toml`.
    Place {
        Urgent = "urgent",
        OtherWays = "other_ways",
        CrisisWays = "crisis_ways",
        AbuseWays = "abuse_ways",
        DirectAccess = "direct_access",
        Costs = "costs",
    }
}
