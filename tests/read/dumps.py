"""Invented page dumps: one text, and what some thirty manners of site print around it.

Each is (lines above the text, lines inside it, lines below it). Inside, a line stands between two
paragraphs. `HEADLINE` stands among the lines above.
"""

HEADLINE = "Islands agree to halt attacks on the power grid"
BODY = (
    "The two islands agreed on Monday to halt attacks on the power grid, the harbour ministry said "
    "in a readout of a call between their leaders.",
    "“We stop tonight.”",
    "Minister Orla Venn said that the list of facilities is closed, and that both sides would "
    "report each breach within a day of its discovery.",
    "It did not say who would count them.",
    "The northern council wrote: “Nobody asked us about the ports, and nobody will.”",
    "No.",
    "Asked whether the list covers gas, Venn declined to answer and called for a “complete halt” "
    "of attacks, which she described as a key condition for lasting peace.",
    "Talks resume on Friday, two officials said, speaking on condition of anonymity.",
)

STYLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "bare": ((HEADLINE,), (), ()),
    "player": (
        (
            HEADLINE,
            "Video",
            "AD Loading ...",
            "Video Player is loading.",
            "Current Time 0:00",
            "Duration 2:14",
            "Loaded: 0%",
            "Stream Type LIVE",
            "1x",
            "• Chapters",
        ),
        (),
        (),
    ),
    "cookies": (
        (
            "We use cookies to improve your experience. By using it you agree to our policy.",
            "Accept all",
            "Manage preferences",
            HEADLINE,
        ),
        (),
        ("Cookie settings", "Privacy policy"),
    ),
    "nav": (
        (
            "Skip to main content",
            "Menu",
            "Search",
            "Home",
            "World",
            "Politics",
            "Sign in",
            HEADLINE,
        ),
        (),
        ("Back to top", "Terms of use", "Contact us"),
    ),
    "byline": ((HEADLINE, "By Mara Venn and Tolo Brack", "March 18, 2025 5:33pm EDT"), (), ()),
    "byline-role": (
        (HEADLINE, "By", "Mara Venn", "Senior diplomatic correspondent", "18 March 2025"),
        (),
        (),
    ),
    "sharing": (
        (HEADLINE, "Share", "Facebook", "Twitter", "WhatsApp", "Copy link", "12 shares"),
        (),
        ("Share this article", "Tweet", "Email"),
    ),
    "newsletter": (
        (HEADLINE,),
        ("Sign up for our morning newsletter", "Enter your email", "Subscribe"),
        ("Get the latest headlines delivered to your inbox.",),
    ),
    "read-more": (
        (HEADLINE,),
        ("Read more: Power cuts hit the south of the island",),
        ("Read more", "Read next"),
    ),
    "related-box": (
        (HEADLINE,),
        ("Related articles", "Storm cuts power in the south", "Ferries to run again"),
        (),
    ),
    "related-tail": (
        (HEADLINE,),
        (),
        (
            "More from World",
            "Storm cuts power in the south",
            "Ferries to run again after strike",
            "Harbour to be dredged, mayor says",
        ),
    ),
    "comments": (
        (HEADLINE, "23 comments"),
        (),
        ("Comments (23)", "Join the conversation", "Sort by newest", "Be the first to comment."),
    ),
    "tags": ((HEADLINE,), (), ("Tags: energy, truce, ports", "#truce #grid")),
    "topics": ((HEADLINE,), (), ("Topics", "Energy", "Ports", "Harbour ministry")),
    "copyright": (
        (HEADLINE,),
        (),
        ("© 2025 Coast Times. All rights reserved.", "Terms | Privacy | Contact"),
    ),
    "listen": ((HEADLINE, "Listen to this article", "5 min", "5 min read"), (), ()),
    "stamps": ((HEADLINE, "Published 2 hours ago", "Updated: 18 March 2025, 14:30 GMT"), (), ()),
    "live": (
        ("LIVE", HEADLINE, "Key events", "14:32 GMT"),
        ("14:05 GMT", "2h ago"),
        ("Load more updates",),
    ),
    "photo": (
        (HEADLINE, "A substation burns in Northport on March 3, 2025. Ann Bee/Coast Times"),
        ("Photo: Ann Bee / Coast Times",),
        (),
    ),
    "image-caption": (
        (HEADLINE, "Image source, Coast Times", "Image caption,"),
        ("View image in fullscreen",),
        (),
    ),
    "advertisement": (
        ("Advertisement", HEADLINE),
        ("ADVERTISEMENT", "Story continues below advertisement"),
        ("Sponsored content", "Promoted"),
    ),
    "author-notes": (
        (HEADLINE,),
        (),
        (
            "About the author",
            "Mara Venn is a senior reporter at Coast Times who covers energy.",
            "She joined in 2019 and lives in Northport.",
            "Follow Mara Venn on Twitter",
        ),
    ),
    "bio-only": (
        (HEADLINE,),
        (),
        ("Tolo Brack is a correspondent for the Coast Times based in Northport.",),
    ),
    "desk": (
        (HEADLINE,),
        (),
        ("Reporting by Mara Venn in Northport; Editing by Tolo Brack", "Our Standards: The Rules"),
    ),
    "updates": (
        (HEADLINE,),
        (),
        (
            "Update 3/18/25, 1:51 p.m. ET: This article was updated with a new headline.",
            "Correction: An earlier version of this article misstated the day of the talks.",
        ),
    ),
    "breadcrumb": (("Home > World > Islands", HEADLINE), (), ("Previous article", "Next article")),
    "headings": ((HEADLINE,), ("What We Know",), ()),
    "paywall": (
        ("Subscribe", "Log in", HEADLINE, "Gift this article"),
        ("Already a subscriber? Log in",),
        ("Support independent journalism", "Donate now"),
    ),
    "follow": (
        (HEADLINE,),
        ("Follow us on Telegram",),
        ("Join our WhatsApp channel", "Follow Coast Times on Facebook", "Report a typo"),
    ),
    "trending": (
        (HEADLINE, "Most read"),
        (),
        ("Most popular", "1", "Storm cuts power", "2", "Ferries to run again"),
    ),
    "app": (("Open in app", HEADLINE), ("Read more on this story",), ("Download our app",)),
    "languages": (("English", "Українська", "Русский", HEADLINE), (), ("Print", "Send")),
}


def dump(style: str) -> str:
    """Return the dump of a style: one line for each thing, a blank line between paragraphs."""
    above, inside, below = STYLES[style]
    half = len(BODY) // 2
    return "\n\n".join(
        ["\n".join(above), *BODY[:half], "\n".join(inside), *BODY[half:], "\n".join(below)]
    )
