create sequence receipts;
create view turnovers as select c.id, sum(p.price) spent from customers c left join purchases p on p.customer_id = c.id group by c.id;
