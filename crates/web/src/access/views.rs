//! The pages about who may open a file, and who has looked.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::Table;
use crate::file::views::Head;
use crate::frame::Frame;

/// Who may open the file.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "access/access.html")]
pub struct AccessPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// How closely it is kept, in a sentence.
    pub kept: &'static str,
    /// Whether it is closed to everybody but named staff.
    pub closed: bool,
    /// Who is named.
    pub named: Vec<String>,
    /// What somebody asked that waits for a second person: who, and where to agree.
    pub waiting: Vec<(String, String)>,
    /// The services.
    pub services: Table,
    /// Leave of single members of staff.
    pub leave: Table,
    /// What can be done: address and words.
    pub actions: Vec<(String, String)>,
    /// Where the looks are listed, for whoever may see them.
    pub sees_looks: Option<String>,
}

/// Who has looked at sealed information.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "access/looks.html")]
pub struct LooksPage {
    /// What stands around.
    pub frame: Frame,
    /// The neutral reference of the file.
    pub reference: String,
    /// The page's own address.
    pub here: String,
    /// Whether this is the list that is given to the survivor: it names no member of staff.
    pub for_her: bool,
    /// The looks, latest first.
    pub looks: Table,
    /// Where older ones stand.
    pub older: Option<String>,
}
