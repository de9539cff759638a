"""What are invented people called? Given and family names of many origins, and employers that do not exist."""

from __future__ import annotations

GIVEN = (
    "Aaliyah Abdi Adaeze Adrián Ahmed Aiko Alejandra Amara Amina Andrzej Angela Anh Anita Antoine Aoife Ashley Ayesha "
    "Beatriz Benjamin Bich Brandon Brianna Caitlin Camila Carlos Carmen Chao Chidi Chloe Clara Cristina Curtis Dante "
    "Darnell Deborah Deepa Demetrius Denise Devon Diego Dmitri Dolores Duc Ebony Eduardo Efua Elena Emeka Emily Eric "
    "Esperanza Ezra Fatima Felicia Fernanda Fiona Francisco Gabriela Gerald Giorgos Grace Guadalupe Hana Hassan Heather "
    "Hiroshi Hoa Ibrahim Imani Ines Irina Isaiah Ivy Jada Jamal Jasmine Javier Jennifer Jesús Jin Joanna Joaquín Jordan "
    "José Joy Julian Kalani Karen Katarzyna Keisha Kenji Kevin Khadija Kofi Kwame Lakshmi Lamar Latoya Laura Leilani "
    "Leticia Linh Lorenzo Lucía Luis Madison Mai Malik Manuel Marcus Maria Mariam Maribel Marisol Mateo Maya Mei Mercedes "
    "Micah Miguel Min-jun Miriam Mohammed Monique Naomi Natalia Ngozi Nia Nikolai Nina Noor Norma Olivia Omar Oscar "
    "Pablo Patience Patrick Paula Pedro Phuong Precious Priya Quang Rachel Rafael Raúl Rebecca Ricardo Rosa Rubén Ruth "
    "Saanvi Salma Samir Samuel Sandra Sanjay Sara Sean Seo-yeon Shanice Sheila Siobhán Sofía Stefan Stephanie Sunita "
    "Tamika Tariq Tatiana Teresa Thanh Thomas Tiffany Tomás Trinh Tyrone Ursula Valentina Vanessa Veronica Victor Vijay "
    "Wanda Wei Wendy Xiomara Yara Yasmin Yolanda Yuki Yusuf Zainab Zoë Zofia"
).split()

FAMILY = (
    "Abebe Acosta Adeyemi Aguilar Ahmed Ali Álvarez Anderson Appiah Baker Banda Begay Bell Bianchi Brooks Brown Bui "
    "Campbell Carter Castillo Castro Chan Chang Chávez Chen Choi Clark Cohen Coleman Collins Cooper Cruz Davis Delgado "
    "Desai Diallo Díaz Do Edwards Egwu Espinoza Evans Fernández Flores Foster Fraser Fuentes García Gebremariam Gill "
    "Gómez González Graham Green Gupta Gutiérrez Ha Haddad Hall Harris Hassan Hernández Hill Hoang Howard Huang Hughes "
    "Ibarra Igwe Jackson Jameson Jiménez Johnson Jones Joseph Kang Kapoor Kaur Kealoha Kelly Kim King Kovács Kowalski "
    "Kumar Lam Le Lee Lewis Li Lin Liu López Lozano Luna Ly MacDonald Mahmoud Maldonado Martin Martínez Mbeki McCarthy "
    "Medina Mejía Mendoza Mensah Miller Mitchell Mohamed Molina Moore Morales Moreno Morgan Mukherjee Murphy Nakamura "
    "Nasser Navarro Nelson Nguyen Novak Núñez O'Brien O'Connor Obi Okafor Okoye Ortega Ortiz Osei Owens Pacheco Park "
    "Parker Patel Pereira Pérez Peterson Pham Phillips Popescu Price Quispe Ramírez Ramos Reddy Reed Reyes Rivera Roberts "
    "Robinson Rodríguez Rojas Romero Ross Ruiz Russo Salazar Sánchez Sanders Santos Schneider Scott Sharma Shaw Silva "
    "Singh Smith Soto Stewart Suárez Suleiman Sullivan Tanaka Taylor Teixeira Tesfaye Thomas Thompson Torres Tran Tsosie "
    "Tucker Turner Valdez Vargas Vásquez Vega Villanueva Vu Walker Wang Washington Watson White Williams Wilson Wong "
    "Wright Wu Yamamoto Yang Yeboah Young Yusuf Zhang Zhou"
).split()

EMPLOYERS = (
    "Marigold Valley Behavioral Health",
    "Stillwater Psychiatric Hospital",
    "Juniper Ridge State Hospital",
    "Lantern House Residential",
    "Bluff Street Community Clinic",
    "Cedar Hollow Recovery Center",
    "Prairie Light Mental Health Center",
    "North Fork Children's Center",
    "Harvest Road Crisis Services",
    "Copper Basin Veterans' Center",
    "Seven Oaks Memory Care",
    "Riverbend Autism Services",
    "Kestrel Point Correctional Health",
    "Tidewater Assertive Community Team",
    "Willow & Stone Eating Disorder Program",
    "Open Gate Peer Center",
)
