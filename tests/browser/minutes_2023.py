"""The minutes of 13 November 2023 in our own words, as somebody types them in; a public document."""

SOURCE = "Minutes of the Coordination Committee, 13 November 2023"

AGENDA = """Opening remarks and adoption of the agenda
Approval of the minutes of 14 August and 4 September 2023
Priorities of the Presidency up to the 12MSP
Thematic work plans
Update by the ISU
Conclusion"""

# State or body: capacity, people; those who are expected for an office of that day stand on the list already.
PRESENT = {
    "Mexico": (
        "12MSP President",
        "H.E. Mrs. Francisca E. Méndez Escobar\nMr. Alonso Martínez\nMs. Mariana Roa",
    ),
    "Austria": ("", "Ms. Lioba Bammer"),
    "Belgium": ("", "Mr. Vincent Bodson"),
    "Germany": ("", "Ms. Irmgard Adam"),
    "Italy": ("", "Ms. Elena Gai"),
    "Lebanon": ("", "Mr. Ahmad Soueidan"),
    "Malawi": ("", "Ms. Tiyamike Banda"),
    "Netherlands": ("", "Ms. Henriëtte van Gulik"),
    "Panama": ("", "Ms. Grisselle Rodriguez"),
    "Peru": ("", "Mr. Angel Horna"),
    "Switzerland": ("", "Ms. Silvia Greve"),
    "Zambia": ("", "Ms. Chileshe Nkole"),
    "CMC": ("", "Ms. Kasia Derlicka-Rosenbauer"),
    "ICRC": ("", "Ms. Sophie Timmermans"),
    "UNODA": ("", "Ms. Alice Marzi"),
    "ISU": ("", "Ms. Pamela Moraga\nMr. Emad Al-Juhaishi\nMs. Elaine Weiss"),
}
APOLOGIES = ("Norway", "Australia", "Iraq")

# number, heading, kind, area, speaker, text, what else the form takes
Item = tuple[str, str, str, str, str, str, dict[str, str]]
ITEMS: tuple[Item, ...] = (
    (
        "2", "Opening and agenda", "opening", "", "Mexico",
        "The President opened the first meeting under the Mexican Presidency and thanked the Presidency of "
        "Iraq. The provisional agenda was approved.", {},
    ),
    ("3", "Earlier minutes", "approval", "", "", "Those of 14 August and 4 September were approved.", {}),
    (
        "4", "Priorities of the Presidency", "presidency", "", "Mexico",
        "Gender and diversity go through all areas. Work plans are due on 30 November.", {},
    ),
    (
        "5.1", "Universalization", "thematic_update", "universalization", "Malawi, Peru",
        "The plan is being finalized. Bilateral talks with States not party are planned beside the 21MSP of "
        "the Mine Ban Convention.", {"reported": "drafting"},
    ),
    (
        "5.2", "Stockpile destruction", "thematic_update", "stockpiles", "Netherlands, Zambia",
        "The plan is not yet submitted and follows shortly. Peru is helped to declare completion by its "
        "deadline; a ceremony at the 12MSP is proposed for South Africa.", {"reported": "not_submitted"},
    ),
    (
        "5.3", "Victim assistance", "thematic_update", "victim_assistance", "Austria, Panama",
        "The guidance on an integrated approach is revised in line with the Lausanne Action Plan.",
        {"reported": "drafting", "expected": "November 2023"},
    ),
    (
        "5.4", "International cooperation and assistance", "thematic_update", "ica", "Lebanon, Switzerland",
        "Country coalitions are the priority. Both States write the plan together.",
        {"reported": "drafting_jointly"},
    ),
    (
        "5.5", "Clearance and risk education", "thematic_update", "clearance_risk_education", "Italy",
        "The coordinators are to meet on the priorities of the area.", {"reported": "planning"},
    ),
    (
        "5.6", "General status and operation", "thematic_update", "general_status", "Belgium, Germany",
        "Gender focal points: work with other committees and UNIDIR. Belgium proposes that States Parties "
        "make the role permanent.", {"reported": "drafting"},
    ),
    (
        "5.7", "Civil society", "statement", "", "CMC",
        "Twenty years of the CMC. Letters go to signatories before the 15th anniversary of the signature; "
        "different actors knock on the same doors. Five more States Parties by the Review Conference.", {},
    ),
    (
        "6.1a", "Meetings beside the 11MSP: Zambia, Lao PDR", "isu_update", "", "ISU",
        "Zambia weighs new legislation; the ICRC helps. Lao PDR prepares its second request under Article 4 "
        "and asks how to report on the environment.", {},
    ),
    (
        "6.1b", "Democratic Republic of the Congo: workshops", "isu_update", "", "ISU",
        "The delegation appealed twice for three national workshops, estimated at USD 150 000, and reported "
        "favourable interest of Belgium and the United Kingdom. The ISU cannot promise money.", {},
    ),
    (
        "6.2", "Requests under Article 4", "isu_update", "", "ISU",
        "Germany is expected soon. Chad forms a committee and expects a draft by the end of the month; the "
        "extent of its contamination is not known.", {},
    ),
    (
        "6.3", "Article 3", "isu_update", "stockpiles", "ISU",
        "South Africa declared compliance on 29 September 2023. Peru is the only State Party with an Article "
        "3 deadline, in April 2024.", {},
    ),
    (
        "6.5a", "Resolution of 2023", "isu_update", "", "ISU",
        "Adopted in the First Committee on 1 November. Of the 18 absent, 13 had voted yes the year before.",
        {"vote_year": "2023", "yes": "139", "no": "1", "abstained": "35", "absent": "18"},
    ),
    (
        "6.5b", "Resolution of 2022", "isu_update", "", "ISU", "The figures of the year before, as stated.",
        {"vote_year": "2022", "yes": "145", "no": "1", "abstained": "35", "absent": "13"},
    ),
    (
        "6.6", "Money of the ISU", "isu_update", "", "ISU",
        "Since the 11MSP five States Parties contributed and one asked for unspent earmarked money back. 53 "
        "States contribute 90 % of the budget of 2023; costs will be slightly above it.", {},
    ),
    (
        "6.7a", "Democratic Republic of the Congo: no commitment", "statement", "", "Belgium",
        "No commitment was made. Belgium prefers to engage after the elections, in 2024.",
        {"status": "disputed", "counter": "6.1b"},
    ),
    (
        "6.7b", "Democratic Republic of the Congo: ratification is under way", "statement", "", "CMC",
        "Campaigners were surprised: ratification is in progress. Ratify first, then seek assistance.",
        {"status": "disputed", "counter": "6.1b"},
    ),
    (
        "7", "Conclusion", "conclusion", "", "Mexico",
        "The President recalled 30 November. The ISU announces the next meeting.", {},
    ),
)  # fmt: skip
POINTS = (
    ("Submit the work plans", "Coordinators", "30 November 2023"),
    ("Draft request under Article 4 (said by Chad)", "Chad", "November 2023"),
    ("Ask the 13 States that were absent to vote", "ISU", "December 2023"),
)
